package io.chameleon.runner.replay;

/** Hears of the progress of a replay, on the thread that runs it and outside of any transaction. */
public interface ReplayListener {
    /** Hears nothing. */
    ReplayListener NONE = new ReplayListener() {};

    /**
     * A slice is committed.
     *
     * @param source name of the source
     * @param batch {@code i_id_batch}
     * @param events how many events the slice has taken off the queue, skipped ones included
     */
    default void sliceReplayed(String source, long batch, int events) {}

    /** An event failed, and nothing more of its table will be replayed. */
    default void tableDisabled(SourceTable table, FailedEvent error) {}
}
