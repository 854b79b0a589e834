package io.chameleon.runner.benchmark;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;

/**
 * The least that a set-based replay must do: the net effect of a slice, one statement for each table, nothing else. No log
 * row is removed, nothing is counted, nothing is looked out for.
 */
final class NetEffect {
    /**
     * Each key's last event in the slice, and whether its row was there before; by one sort, whatever the planner knows.
     * Parameters: the slice's first and last event.
     */
    private static final String APPLY = """
            WITH net AS MATERIALIZED (
                SELECT k.id, k.kind, k.first_kind, k.after_image
                FROM (
                    SELECT (e.after_image ->> 'id')::bigint AS id, e.kind, e.after_image,
                           first_value(e.kind) OVER keys AS first_kind, lead(e.id) OVER keys AS next
                    FROM events e
                    WHERE e.id BETWEEN ? AND ? AND e.table_name = '%1$s'
                    WINDOW keys AS (PARTITION BY (e.after_image ->> 'id')::bigint ORDER BY e.id)) k
                WHERE k.next IS NULL
            ), deleted AS (
                DELETE FROM app.%1$s t USING net n
                WHERE n.kind = 'delete' AND n.first_kind <> 'insert' AND t.id = n.id
            ), updated AS (
                UPDATE app.%1$s t SET %2$s
                FROM net n, LATERAL jsonb_populate_record(NULL::app.%1$s, n.after_image) r
                WHERE n.kind <> 'delete' AND n.first_kind <> 'insert' AND t.id = n.id
            )
            INSERT INTO app.%1$s
            SELECT r.* FROM net n, LATERAL jsonb_populate_record(NULL::app.%1$s, n.after_image) r
            WHERE n.kind <> 'delete' AND n.first_kind = 'insert'
            """;

    private NetEffect() {}

    /** Each slice is a transaction. */
    static void run(BenchmarkDatabase database) throws SQLException {
        var load = database.load();
        var connection = database.connection();
        database.execute("SET jit = off");
        connection.setAutoCommit(false);
        for (int first = 1; first <= load.events(); first += load.sliceSize()) {
            for (int table = 0; table < load.tables(); table++) {
                try (var statement = connection.prepareStatement(statement(table, load))) {
                    statement.setLong(1, first);
                    statement.setLong(2, first + load.sliceSize() - 1L);
                    statement.executeUpdate();
                }
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
        database.execute("RESET jit");
    }

    private static String statement(int table, Load load) {
        var assignments = DestinationTable.columns(load).stream()
                .map(column -> column + " = r." + column)
                .collect(joining(", "));
        return APPLY.formatted(DestinationTable.name(table), assignments);
    }
}
