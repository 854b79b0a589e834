package io.chameleon.runner.replay;

/** What to do when a pending event can't be applied. */
public enum OnReplayError {
    /** Undo the slice that holds the event and fail. */
    STOP,
    /** Leave the event and all that follows of its table in the log and in its queue, and go on with the others. */
    DISABLE
}
