package io.chameleon.runner.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the catalogue holds of one pending batch: its log rows, its queue and its counters. */
final class BatchLog {
    private static final String STORE_MISSING_QUEUE = """
            INSERT INTO %1$s.t_batch_events (i_id_batch, i_id_event)
            SELECT l.i_id_batch, pg_catalog.array_agg(l.i_id_event ORDER BY l.i_id_event)
            FROM %1$s.t_log_replica l
            WHERE l.i_id_batch = ?
              AND NOT EXISTS (SELECT FROM %1$s.t_batch_events e WHERE e.i_id_batch = l.i_id_batch)
            GROUP BY l.i_id_batch
            """;

    // A DDL event is a slice of its own: behind it tables may differ, and one with unchecked deferred constraints can't
    // be
    // altered.
    private static final String NEXT = """
            WITH pending AS (
                SELECT l.i_id_event, l.enm_binlog_event, pg_catalog.row_number() OVER (ORDER BY l.i_id_event) AS place
                FROM %1$s.t_log_replica l
                WHERE l.i_id_batch = ?
                  AND l.i_id_event IN (
                      SELECT pg_catalog.unnest(e.i_id_event) FROM %1$s.t_batch_events e WHERE e.i_id_batch = ?)
                  AND NOT EXISTS (
                      SELECT FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]))
                          AS disabled(v_schema_name, v_table_name)
                      WHERE disabled.v_schema_name = l.v_schema_name::text
                        AND disabled.v_table_name = l.v_table_name::text)
                ORDER BY l.i_id_event
                LIMIT ?
            )
            SELECT pg_catalog.array_agg(p.i_id_event ORDER BY p.i_id_event)
            FROM pending p
            WHERE p.place = 1
               OR p.place < (SELECT coalesce(pg_catalog.min(d.place), ? + 1::bigint) FROM pending d
                             WHERE d.enm_binlog_event::text = 'ddl')
            """;

    private static final String APPLY = """
            SELECT at_once, failed_event, failed_schema, failed_table, failed_statement, failed_state, failed_message
            FROM pg_temp.replay_events(?, ?, ?)
            """;

    private static final String COUNT = """
            SELECT l.v_schema_name, l.v_table_name,
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND l.enm_binlog_event::text <> 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND t.i_id_table <> ALL (?::bigint[])
                                      AND l.enm_binlog_event::text <> 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND l.enm_binlog_event::text = 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NULL)
            FROM pg_catalog.unnest(?::bigint[]) AS slice(id)
            JOIN %1$s.t_log_replica l ON l.i_id_event = slice.id
            LEFT JOIN %1$s.t_replica_tables t
                ON t.i_id_source = ? AND t.v_schema_name::text = l.v_schema_name::text
                AND t.v_table_name::text = l.v_table_name::text
            GROUP BY l.v_schema_name, l.v_table_name
            ORDER BY pg_catalog.min(l.i_id_event)
            """;

    private static final String NOTE_TIME = """
            UPDATE %1$s.t_sources s SET ts_last_replay = pg_catalog.to_timestamp(l.i_my_event_time)
            FROM %1$s.t_log_replica l
            WHERE s.i_id_source = ? AND l.i_id_event = ? AND l.i_my_event_time IS NOT NULL
            """;

    private static final String REMOVE = """
            DELETE FROM %1$s.t_log_replica l USING pg_catalog.unnest(?::bigint[]) AS slice(id)
            WHERE l.i_id_event = slice.id AND l.i_id_batch = ?
            """;

    // 1.8.2 gives up a batch whose queue begins with nothing but events that the log doesn't hold.
    private static final String SHORTEN_QUEUE = """
            UPDATE %1$s.t_batch_events e
            SET i_id_event = ARRAY(
                SELECT l.i_id_event FROM %1$s.t_log_replica l WHERE l.i_id_batch = e.i_id_batch
                INTERSECT
                SELECT pg_catalog.unnest(e.i_id_event)
                ORDER BY 1)
            WHERE e.i_id_batch = ?
            """;

    private static final String ADD_TO_COUNTERS = """
            UPDATE %1$s.t_replica_batch
            SET i_replayed = CASE WHEN ? THEN coalesce(i_replayed, 0) + ? ELSE i_replayed END,
                i_ddl = CASE WHEN ? THEN coalesce(i_ddl, 0) + ? ELSE i_ddl END,
                i_skipped = coalesce(i_skipped, 0) + ?,
                ts_replayed = pg_catalog.clock_timestamp()
            WHERE i_id_batch = ?
            """;

    private static final String FINISH = """
            UPDATE %1$s.t_replica_batch SET b_replayed = true, ts_replayed = pg_catalog.clock_timestamp()
            WHERE i_id_batch = (SELECT i_id_batch FROM %1$s.t_batch_events
                                WHERE i_id_batch = ? AND pg_catalog.cardinality(i_id_event) = 0)
            """;

    private static final String DELETE_QUEUE = "DELETE FROM %1$s.t_batch_events WHERE i_id_batch = ?";

    private static final String DELETE_REST = "DELETE FROM %1$s.t_log_replica WHERE i_id_batch = ?";

    private final Connection connection;
    private final String quotedSchema;
    private final PendingBatch batch;

    BatchLog(Connection connection, String quotedSchema, PendingBatch batch) {
        this.connection = connection;
        this.quotedSchema = quotedSchema;
        this.batch = batch;
    }

    Connection connection() {
        return connection;
    }

    PendingBatch batch() {
        return batch;
    }

    /** Lists all events of a batch that has none listed, so that 1.8.2 too can go on with what a slice leaves. */
    void storeMissingQueue() throws SQLException {
        update(STORE_MISSING_QUEUE, batch.id());
    }

    /** The first listed events that are still in the log, without those of the disabled tables, in ascending order. */
    Long[] next(int size, Collection<SourceTable> disabledTables) throws SQLException {
        var ours = disabledTables.stream()
                .filter(table -> table.source().equals(batch.source()))
                .toList();
        Object[] schemas = ours.stream().map(SourceTable::schema).toArray();
        Object[] tables = ours.stream().map(SourceTable::table).toArray();
        try (var statement = prepare(NEXT, batch.id(), batch.id(), textArray(schemas), textArray(tables), size, size);
                var row = statement.executeQuery()) {
            row.next();
            var events = row.getArray(1);
            return events == null ? new Long[0] : (Long[]) events.getArray();
        }
    }

    /** Applies the events, or tells which one failed; then the transaction holds nothing of them. */
    AppliedEvents apply(Long[] events) throws SQLException {
        try (var statement = prepare(APPLY, batch.sourceId(), batch.id(), idArray(events));
                var row = statement.executeQuery()) {
            row.next();
            return row.getString("failed_state") == null
                    ? AppliedEvents.applied((Long[]) row.getArray("at_once").getArray())
                    : AppliedEvents.failed(failedEvent(row));
        }
    }

    private FailedEvent failedEvent(ResultSet row) throws SQLException {
        var statement = Optional.ofNullable(row.getString("failed_statement"));
        return new FailedEvent(
                new SourceTable(batch.source(), row.getString("failed_schema"), row.getString("failed_table")),
                batch.id(),
                row.getLong("failed_event"),
                statement.orElse(""),
                row.getString("failed_state"),
                row.getString("failed_message"));
    }

    /**
     * Counts the events by table, in the order of each table's first event.
     *
     * @param atOnce {@code i_id_table} of the tables whose events were not applied one by one
     */
    List<ReplayedTable> count(Long[] events, List<Long> atOnce) throws SQLException {
        var tables = new ArrayList<ReplayedTable>();
        try (var statement = prepare(COUNT, idArray(atOnce.toArray(Long[]::new)), idArray(events), batch.sourceId());
                var row = statement.executeQuery()) {
            while (row.next()) {
                tables.add(new ReplayedTable(
                        new SourceTable(batch.source(), row.getString(1), row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return tables;
    }

    /** Takes the events off the log and the queue, and notes when the last of them happened. */
    void remove(Long[] events) throws SQLException {
        if (events.length > 0) {
            update(NOTE_TIME, batch.sourceId(), events[events.length - 1]);
            update(REMOVE, idArray(events), batch.id());
        }
        update(SHORTEN_QUEUE, batch.id());
    }

    void addToCounters(List<ReplayedTable> tables) throws SQLException {
        long replayed = tables.stream().mapToLong(ReplayedTable::replayed).sum();
        long ddl = tables.stream().mapToLong(ReplayedTable::ddl).sum();
        long skipped = tables.stream().mapToLong(ReplayedTable::skipped).sum();
        boolean hasApplied = replayed + ddl > 0;
        if (!tables.isEmpty()) {
            update(ADD_TO_COUNTERS, hasApplied, replayed, hasApplied, ddl, skipped, batch.id());
        }
    }

    /** Marks the batch as replayed when its queue is empty; returns whether it was. */
    boolean finishIfEmpty() throws SQLException {
        boolean isEmpty = update(FINISH, batch.id()) > 0;
        if (isEmpty) {
            update(DELETE_QUEUE, batch.id());
            update(DELETE_REST, batch.id());
        }
        return isEmpty;
    }

    private java.sql.Array idArray(Long[] events) throws SQLException {
        return connection.createArrayOf("bigint", events);
    }

    private java.sql.Array textArray(Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.formatted(quotedSchema));
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
