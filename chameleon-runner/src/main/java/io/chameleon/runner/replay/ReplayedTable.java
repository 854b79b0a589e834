package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * How many events of a table were taken off the queues.
 *
 * @param replayed inserts, updates and deletes that were applied
 * @param oneByOne how many of these were applied each by a statement of its own, rather than many at once
 * @param ddl DDL statements that were applied
 * @param skipped events that were dropped because the table isn't registered for its source
 */
public record ReplayedTable(SourceTable table, long replayed, long oneByOne, long ddl, long skipped) {
    public ReplayedTable {
        requireNonNull(table, "table");
        if (oneByOne > replayed) {
            throw new IllegalArgumentException(oneByOne + " of " + replayed + " events can't be applied one by one");
        }
    }

    /** The events of both, of the same table. */
    ReplayedTable plus(ReplayedTable more) {
        return new ReplayedTable(
                table, replayed + more.replayed, oneByOne + more.oneByOne, ddl + more.ddl, skipped + more.skipped);
    }
}
