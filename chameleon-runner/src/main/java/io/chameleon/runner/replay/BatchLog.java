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

    private static final String IS_TIDY = """
            SELECT EXISTS (
                SELECT FROM %1$s.t_batch_events e
                WHERE e.i_id_batch = ? AND e.i_id_event OPERATOR(pg_catalog.=) ARRAY(
                    SELECT l.i_id_event FROM %1$s.t_log_replica l WHERE l.i_id_batch = e.i_id_batch ORDER BY 1))
            """;

    private static final String TIDY_QUEUE = """
            UPDATE %1$s.t_batch_events e
            SET i_id_event = ARRAY(
                SELECT l.i_id_event FROM %1$s.t_log_replica l WHERE l.i_id_batch = e.i_id_batch
                INTERSECT
                SELECT pg_catalog.unnest(e.i_id_event)
                ORDER BY 1)
            WHERE e.i_id_batch = ?
            """;

    private static final String LEAVE_OUT = """
            INSERT INTO pg_temp.replay_left
            SELECT l.i_id_event FROM %1$s.t_log_replica l WHERE l.i_id_batch = ?
            EXCEPT
            SELECT u.id FROM %1$s.t_batch_events e CROSS JOIN LATERAL pg_catalog.unnest(e.i_id_event) AS u(id)
            WHERE e.i_id_batch = ?
            UNION
            SELECT l.i_id_event
            FROM %1$s.t_log_replica l
            JOIN ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]))
                AS disabled(v_schema_name, v_table_name)
                ON disabled.v_schema_name = l.v_schema_name::text AND disabled.v_table_name = l.v_table_name::text
            WHERE l.i_id_batch = ?
            """;

    private static final String SHOW_LOG = """
            CREATE OR REPLACE TEMPORARY VIEW t_log_replica AS
            SELECT l.i_id_event, l.i_id_batch, l.v_schema_name, l.v_table_name, l.enm_binlog_event, l.t_binlog_name,
                   l.i_binlog_position, l.jsb_event_data AS jsb_event_after, l.jsb_event_update AS jsb_event_before,
                   l.t_query, l.i_my_event_time
            FROM %1$s.t_log_replica l
            """;

    private static final String WITHOUT_THE_LEFT =
            "WHERE NOT EXISTS (SELECT FROM pg_temp.replay_left x WHERE x.i_id_event = l.i_id_event)";

    // The sums keep the planner from reading the log in the order of the ids until it meets the batch.
    private static final String ENDS = """
            SELECT coalesce(pg_catalog.min(l.i_id_event + 0) - 1, 0), coalesce(pg_catalog.max(l.i_id_event + 0), 0)
            FROM pg_temp.t_log_replica l WHERE l.i_id_batch = ?
            """;

    private static final String NEXT = """
            SELECT event_count, first_id, last_id, last_time, is_ddl, events, tables
            FROM pg_temp.fn_replay_part(?, ?, ?, ?, ?)
            """;

    private static final String APPLY = """
            SELECT r.at_once, f.*
            FROM pg_temp.replay_events(?, ?, ?::jsonb) AS r
            CROSS JOIN LATERAL pg_catalog.jsonb_to_record(coalesce(r.failure, '{}')) AS f(
                place bigint, schema_name text, table_name text, statement text, state text, message text,
                is_passing boolean)
            """;

    private static final String COUNT = """
            SELECT l.v_schema_name, l.v_table_name,
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND l.enm_binlog_event::text <> 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND t.i_id_table <> ALL (?::bigint[])
                                      AND l.enm_binlog_event::text <> 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NOT NULL AND l.enm_binlog_event::text = 'ddl'),
                   pg_catalog.count(*) FILTER (WHERE t.i_id_table IS NULL)
            FROM pg_temp.t_log_replica l
            LEFT JOIN %1$s.t_replica_tables t
                ON t.i_id_source = ? AND t.v_schema_name::text = l.v_schema_name::text
                AND t.v_table_name::text = l.v_table_name::text
            WHERE l.i_id_event >= ? AND l.i_id_event <= ? AND l.i_id_batch + 0 = ?
            GROUP BY l.v_schema_name, l.v_table_name
            ORDER BY pg_catalog.min(l.i_id_event)
            """;

    private static final String NOTE_TIME = """
            UPDATE %1$s.t_sources SET ts_last_replay = pg_catalog.to_timestamp(?) WHERE i_id_source = ?
            """;

    private static final String REMOVE = """
            DELETE FROM pg_temp.t_log_replica l
            WHERE l.i_id_event >= ? AND l.i_id_event <= ? AND l.i_id_batch + 0 = ?
            """;

    // 1.8.2 gives up a batch whose queue begins with nothing but events that the log doesn't hold.
    private static final String SHORTEN_QUEUE = """
            UPDATE %1$s.t_batch_events e
            SET i_id_event = e.i_id_event[pg_catalog.width_bucket(?::bigint, e.i_id_event) + 1 :]
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

    private final ReplaySession session;
    private final Connection connection;
    private final PendingBatch batch;

    private boolean hasPlace;
    private boolean leavesEventsOut;
    private long doneUntil;
    private long lastId;

    BatchLog(ReplaySession session, PendingBatch batch) {
        this.session = session;
        this.connection = session.connection();
        this.batch = batch;
    }

    Connection connection() {
        return connection;
    }

    PendingBatch batch() {
        return batch;
    }

    /**
     * Finds out what of the batch is to be replayed, unless that is known: the events that the queue lists, or all of a
     * batch without a queue, but for those of the disabled tables.
     */
    void findPlace(Collection<SourceTable> disabledTables) throws SQLException {
        if (hasPlace) {
            return;
        }
        // So that 1.8.2 too can go on with what a slice leaves.
        update(STORE_MISSING_QUEUE, batch.id());
        var ours = disabledTables.stream()
                .filter(table -> table.source().equals(batch.source()))
                .toList();
        if (isTidy() && ours.isEmpty()) {
            leavesEventsOut = false;
        } else {
            update(TIDY_QUEUE, batch.id());
            leavesEventsOut = leaveOut(ours) > 0;
        }
        update(leavesEventsOut ? SHOW_LOG + WITHOUT_THE_LEFT : SHOW_LOG);
        try (var statement = prepare(ENDS, batch.id());
                var row = statement.executeQuery()) {
            row.next();
            doneUntil = row.getLong(1);
            lastId = row.getLong(2);
        }
        hasPlace = true;
    }

    /** To be called when a slice is undone. */
    void forgetPlace() {
        hasPlace = false;
    }

    /** Whether the queue lists exactly the batch's events in the log, in their order. */
    private boolean isTidy() throws SQLException {
        try (var statement = prepare(IS_TIDY, batch.id());
                var row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Keeps the events that aren't listed and those of the tables from being replayed; returns how many they are. */
    private int leaveOut(List<SourceTable> disabledTables) throws SQLException {
        Object[] schemas = disabledTables.stream().map(SourceTable::schema).toArray();
        Object[] tables = disabledTables.stream().map(SourceTable::table).toArray();
        update("DELETE FROM pg_temp.replay_left");
        return update(LEAVE_OUT, batch.id(), batch.id(), textArray(schemas), textArray(tables), batch.id());
    }

    /** The first events that are left, up to so many. A DDL event comes alone. */
    Part next(int size) throws SQLException {
        try (var statement = prepare(NEXT, batch.sourceId(), batch.id(), doneUntil, lastId, (long) size);
                var row = statement.executeQuery()) {
            row.next();
            return Part.of(row);
        }
    }

    /** Applies the events, or tells which one failed; then the slice has to be undone. */
    AppliedEvents apply(Part part) throws SQLException {
        try (var statement = prepare(APPLY, part.isDdl(), part.events(), part.tables());
                var row = statement.executeQuery()) {
            session.pinSearchPath();
            row.next();
            return row.getString("state") == null
                    ? AppliedEvents.applied((Long[]) row.getArray("at_once").getArray())
                    : AppliedEvents.failed(failedEvent(row));
        }
    }

    private FailedEvent failedEvent(ResultSet row) throws SQLException {
        var statement = Optional.ofNullable(row.getString("statement"));
        return new FailedEvent(
                new SourceTable(batch.source(), row.getString("schema_name"), row.getString("table_name")),
                batch.id(),
                row.getLong("place"),
                statement.orElse(""),
                row.getString("state"),
                row.getString("message"),
                row.getBoolean("is_passing"));
    }

    /**
     * Counts the events by table, in the order of each table's first event.
     *
     * @param atOnce {@code i_id_table} of the tables whose events were not applied one by one
     */
    List<ReplayedTable> count(Part part, List<Long> atOnce) throws SQLException {
        var tables = new ArrayList<ReplayedTable>();
        var ids = connection.createArrayOf("bigint", atOnce.toArray());
        try (var statement = prepare(COUNT, ids, batch.sourceId(), part.firstId(), part.lastId(), batch.id());
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
    void remove(Part part) throws SQLException {
        if (part.lastTime() != null) {
            update(NOTE_TIME, part.lastTime(), batch.sourceId());
        }
        update(REMOVE, part.firstId(), part.lastId(), batch.id());
        if (leavesEventsOut) {
            update(TIDY_QUEUE, batch.id());
        } else {
            update(SHORTEN_QUEUE, part.lastId(), batch.id());
        }
        doneUntil = part.lastId();
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

    private java.sql.Array textArray(Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.formatted(session.quotedSchema()));
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
