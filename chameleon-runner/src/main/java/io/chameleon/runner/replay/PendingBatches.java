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
    // Whether an event is listed is found by sorting, not by a join: nobody knows how long the lists are, and a planner
    // that
    // takes them for short compares each event of a batch with all of its list.
    private static final String TABLES = """
            SELECT s.t_source, l.v_schema_name, l.v_table_name, t.i_id_table IS NOT NULL AS registered,
                   count(DISTINCT l.i_id_batch) AS batches,
                   count(*) FILTER (WHERE e.i_id_batch IS NULL OR l.is_listed) AS events,
                   count(*) FILTER (WHERE e.i_id_batch IS NULL) AS without_queue,
                   count(*) FILTER (WHERE e.i_id_batch IS NULL AND b.ts_created < replayed.newest) AS overtaken,
                   count(*) FILTER (WHERE e.i_id_batch IS NOT NULL AND NOT l.is_listed) AS unlisted
            FROM %1$s.t_replica_batch b
            JOIN %1$s.t_sources s ON s.i_id_source = b.i_id_source
            JOIN (SELECT i_id_batch, v_schema_name, v_table_name,
                         bool_or(v_table_name IS NULL) OVER (PARTITION BY i_id_batch, i_id_event) AS is_listed
                  FROM (SELECT i_id_batch, i_id_event, v_schema_name, v_table_name FROM %1$s.t_log_replica
                        UNION ALL
                        SELECT i_id_batch, unnest(i_id_event), NULL, NULL FROM %1$s.t_batch_events) logged_or_listed) l
                ON l.i_id_batch = b.i_id_batch AND l.v_table_name IS NOT NULL
            LEFT JOIN %1$s.t_replica_tables t
                ON t.i_id_source = b.i_id_source AND t.v_schema_name = l.v_schema_name
                AND t.v_table_name = l.v_table_name
            LEFT JOIN (SELECT i_id_source, max(ts_created) AS newest FROM %1$s.t_replica_batch
                       WHERE b_replayed OR i_replayed > 0 GROUP BY i_id_source) replayed
                ON replayed.i_id_source = b.i_id_source
            LEFT JOIN %1$s.t_batch_events e ON e.i_id_batch = b.i_id_batch
            WHERE b.b_processed AND NOT b.b_replayed
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
