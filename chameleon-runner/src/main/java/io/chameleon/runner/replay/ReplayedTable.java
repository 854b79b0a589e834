package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * How many events of a table were taken off the queues.
 *
 * @param replayed inserts, updates and deletes that were applied
 * @param ddl DDL statements that were applied
 * @param skipped events that were dropped because the table isn't registered for its source
 */
public record ReplayedTable(SourceTable table, long replayed, long ddl, long skipped) {
    public ReplayedTable {
        requireNonNull(table, "table");
    }

    /** The events of both, of the same table. */
    ReplayedTable plus(ReplayedTable more) {
        return new ReplayedTable(table, replayed + more.replayed, ddl + more.ddl, skipped + more.skipped);
    }
}
