package io.chameleon.runner.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The member {@code replay} of a result: what was replayed. */
record SavedReplay(
        int batches, long replayed, long ddl, long skipped, List<Table> tables, List<Disabled> disabledTables) {
    record Table(String source, String schema, String name, long replayed, long oneByOne, long ddl, long skipped) {
        Table {
            requireNonNull(source, "replay.tables.source");
            requireNonNull(schema, "replay.tables.schema");
            requireNonNull(name, "replay.tables.name");
        }

        long events() {
            return replayed + ddl + skipped;
        }
    }

    /** A table that was given up. */
    record Disabled(String schema, String name, String sqlState, String message, long eventsLeft) {
        Disabled {
            requireNonNull(schema, "disabledTables.schema");
            requireNonNull(name, "disabledTables.name");
            requireNonNull(message, "disabledTables.message");
        }
    }

    SavedReplay {
        tables = SavedUpgrade.listOf(tables);
        disabledTables = SavedUpgrade.listOf(disabledTables);
    }
}
