package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * A table whose replay was given up.
 *
 * @param error the first event that failed
 * @param eventsLeft its pending events, that one included; all of them are still in the log and in their queues
 */
public record DisabledTable(FailedEvent error, long eventsLeft) {
    public DisabledTable {
        requireNonNull(error, "error");
    }

    public SourceTable table() {
        return error.table();
    }
}
