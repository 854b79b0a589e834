package io.chameleon.testing;

/** The states in which 1.8.2, stopped or killed, leaves a batch. */
public enum BatchState17 {
    /** Opened, but the reader hasn't taken it yet. */
    UNSTARTED("false, false, false"),
    /** The reader is filling it. */
    OPEN("true, false, false"),
    /** Complete, with a queue of the events still to replay. */
    PENDING("true, true, false"),
    /** Complete, but 1.8.2 was killed before it stored the queue. */
    WITHOUT_QUEUE("true, true, false"),
    /** Done. */
    REPLAYED("true, true, true");

    private final String flags;

    BatchState17(String flags) {
        this.flags = flags;
    }

    /** SQL values of {@code b_started, b_processed, b_replayed}. */
    String flags() {
        return flags;
    }

    boolean isQueued() {
        return this == PENDING;
    }
}
