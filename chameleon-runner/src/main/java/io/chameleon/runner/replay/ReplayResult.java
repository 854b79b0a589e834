package io.chameleon.runner.replay;

import java.util.List;

/**
 * What a replay has done.
 *
 * @param batches how many batches were finished
 * @param tables the events taken off the queues, by table, in the order of their first event
 * @param disabledTables tables given up, in the order of their errors
 * @param interrupted whether it ended early because it was asked to
 */
public record ReplayResult(
        int batches, List<ReplayedTable> tables, List<DisabledTable> disabledTables, boolean interrupted) {
    public ReplayResult {
        tables = List.copyOf(tables);
        disabledTables = List.copyOf(disabledTables);
    }

    /** Whether a table was given up. */
    public boolean isDisabled(String schema, String table) {
        return disabledTables.stream()
                .map(DisabledTable::table)
                .anyMatch(disabled ->
                        disabled.schema().equals(schema) && disabled.table().equals(table));
    }

    /** How many inserts, updates and deletes were applied. */
    public long replayed() {
        return tables.stream().mapToLong(ReplayedTable::replayed).sum();
    }

    /** How many DDL statements were applied. */
    public long ddl() {
        return tables.stream().mapToLong(ReplayedTable::ddl).sum();
    }

    /** How many events were dropped because their table isn't registered. */
    public long skipped() {
        return tables.stream().mapToLong(ReplayedTable::skipped).sum();
    }
}
