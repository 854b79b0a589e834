package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a 1.7 catalogue has read and not replayed yet. Reading it changes nothing.
 *
 * @param batches how many batches are complete and not replayed; those that never had an event don't count
 * @param tables what they hold, by source and table
 */
public record PendingBatches(int batches, List<PendingTable> tables) {
    // The queues and the log are put together by sorting both. A join of them takes time in the square of the events
    // where the planner has no idea how many there are.
    private static final String TABLES = """
            WITH pending AS (
                SELECT b.i_id_batch FROM %1$s.t_replica_batch b WHERE b.b_processed AND NOT b.b_replayed
            ),
            event AS (
                SELECT u.i_id_batch, min(u.v_schema_name) AS v_schema_name, min(u.v_table_name) AS v_table_name,
                       bool_or(u.is_listed) AS is_listed
                FROM (
                    SELECT l.i_id_batch, l.i_id_event, l.v_schema_name, l.v_table_name,
                           true AS is_logged, false AS is_listed
                    FROM %1$s.t_log_replica l WHERE l.i_id_batch IN (SELECT p.i_id_batch FROM pending p)
                    UNION ALL
                    SELECT q.i_id_batch, unnest(q.i_id_event), NULL, NULL, false, true
                    FROM %1$s.t_batch_events q WHERE q.i_id_batch IN (SELECT p.i_id_batch FROM pending p)
                ) u
                GROUP BY u.i_id_batch, u.i_id_event
                HAVING bool_or(u.is_logged)
            ),
            logged AS (
                SELECT i_id_batch, v_schema_name, v_table_name, count(*) AS events,
                       count(*) FILTER (WHERE is_listed) AS listed
                FROM event GROUP BY i_id_batch, v_schema_name, v_table_name
            ),
            batch AS (
                SELECT b.i_id_batch, b.i_id_source, e.i_id_batch IS NOT NULL AS has_queue,
                       b.i_id_batch < (
                           SELECT max(r.i_id_batch) FROM %1$s.t_replica_batch r
                           WHERE r.i_id_source = b.i_id_source AND (r.b_replayed OR r.i_replayed > 0)) AS is_overtaken
                FROM pending p
                JOIN %1$s.t_replica_batch b ON b.i_id_batch = p.i_id_batch
                LEFT JOIN %1$s.t_batch_events e ON e.i_id_batch = p.i_id_batch
            )
            SELECT s.t_source, l.v_schema_name, l.v_table_name, t.i_id_table IS NOT NULL AS registered,
                   count(*) AS batches,
                   sum(CASE WHEN b.has_queue THEN l.listed ELSE l.events END) AS events,
                   coalesce(sum(l.events) FILTER (WHERE NOT b.has_queue), 0) AS without_queue,
                   coalesce(sum(l.events) FILTER (WHERE NOT b.has_queue AND b.is_overtaken), 0) AS overtaken,
                   coalesce(sum(l.events - l.listed) FILTER (WHERE b.has_queue), 0) AS unlisted
            FROM batch b
            JOIN %1$s.t_sources s ON s.i_id_source = b.i_id_source
            JOIN logged l ON l.i_id_batch = b.i_id_batch
            LEFT JOIN %1$s.t_replica_tables t
                ON t.i_id_source = b.i_id_source AND t.v_schema_name = l.v_schema_name
                AND t.v_table_name = l.v_table_name
            GROUP BY 1, 2, 3, 4
            ORDER BY 1, 2, 3
            """;

    public PendingBatches {
        tables = List.copyOf(tables);
    }

    /**
     * Reads what is pending.
     *
     * @param catalogueSchema schema of the 1.7 catalogue
     */
    public static PendingBatches read(Connection connection, String catalogueSchema) throws SQLException {
        requireNonNull(connection, "connection");
        requireNonNull(catalogueSchema, "catalogueSchema");
        var tables = new ArrayList<PendingTable>();
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(TABLES.formatted(statement.enquoteIdentifier(catalogueSchema, true)))) {
            while (row.next()) {
                tables.add(new PendingTable(
                        new SourceTable(row.getString(1), row.getString(2), row.getString(3)),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)));
            }
        }
        return new PendingBatches(PendingBatch.all(connection, catalogueSchema).size(), tables);
    }

    /** How many events wait, of all tables. */
    public long events() {
        return tables.stream().mapToLong(PendingTable::events).sum();
    }

    /** How many events wait of one table. */
    long eventsOf(SourceTable table) {
        return tables.stream()
                .filter(pending -> pending.table().equals(table))
                .mapToLong(PendingTable::events)
                .sum();
    }
}
