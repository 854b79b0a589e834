package io.chameleon.runner.failure;

/** What a failure means for the operator; each kind has the exit code that the command line returns. */
public enum FailureKind {
    /** The command line or the configuration is wrong; nothing was tried. */
    USAGE(2),
    /** A precondition doesn't hold, or the operator declined; nothing was changed. */
    REFUSED(3),
    /** Failed or interrupted; the previous catalogue is live, only correctly replayed batches may have advanced. */
    FAILED(4),
    /** The connection was lost during a commit; {@code status} tells which catalogue is live. */
    UNKNOWN(5),
    /**
     * Another upgrade is running, or a lock could not be had in time; the previous catalogue is live, only correctly
     * replayed batches may have advanced.
     */
    LOCKED(6);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code, 2 to 6. */
    public int exitCode() {
        return exitCode;
    }
}
