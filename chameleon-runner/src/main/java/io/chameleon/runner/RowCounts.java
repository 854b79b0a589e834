package io.chameleon.runner;

import static java.util.stream.Collectors.toMap;

import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows each table of a catalogue holds; the log tables count by themselves.
 *
 * @param byTable rows by table, without Flyway's history table
 */
record RowCounts(Map<String, Long> byTable) {
    RowCounts {
        byTable = Map.copyOf(byTable);
    }

    static RowCounts read(Session session, String schema) throws SQLException {
        List<String> tables = session.list("""
                SELECT c.relname::text FROM pg_class c
                WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r'
                  AND c.relname <> 'flyway_schema_history'
                """, row -> row.getString(1), schema);
        var counts = new TreeMap<String, Long>();
        for (String table : tables) {
            counts.put(table, count(session, schema, table));
        }
        return new RowCounts(counts);
    }

    private static long count(Session session, String schema, String table) throws SQLException {
        return session.one(
                "SELECT count(*) FROM ONLY " + schema + "." + session.identifier(table), row -> row.getLong(1));
    }

    /** The tables of here that are gone or hold another number of rows there, with what was and what is. */
    Map<String, String> changesIn(RowCounts later) {
        return byTable.entrySet().stream()
                .filter(table -> !table.getValue().equals(later.byTable.get(table.getKey())))
                .collect(toMap(
                        Map.Entry::getKey,
                        table -> table.getValue() + " rows before, " + later.byTable.getOrDefault(table.getKey(), 0L)
                                + " now",
                        (one, other) -> one,
                        TreeMap::new));
    }

    long total() {
        return byTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
