package io.chameleon.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pg_chameleon 2.0.21 does with the 2.0 catalogue for one source while it reads and replays. */
final class ReaderCatalogue {
    /** A batch being filled: its number, where reading starts, the log partition of its events. */
    record OpenBatch(long id, StreamPosition start, String logTable) {}

    private final Connection connection;
    private final long source;

    ReaderCatalogue(Connection connection, String source) throws SQLException {
        this.connection = connection;
        this.source = number("SELECT i_id_source FROM sch_chameleon.t_sources WHERE t_source = ?", source);
    }

    /** Takes the newest batch that is neither processed nor replayed, and marks it started. */
    OpenBatch takeOpenBatch() throws SQLException {
        return one(
                """
                UPDATE sch_chameleon.t_replica_batch SET b_started = true
                WHERE i_id_batch = (
                    SELECT i_id_batch FROM sch_chameleon.t_replica_batch
                    WHERE i_id_source = ? AND NOT b_processed AND NOT b_replayed
                    ORDER BY ts_created DESC LIMIT 1)
                RETURNING i_id_batch, t_binlog_name, i_binlog_position, v_log_table""",
                row -> new OpenBatch(
                        row.getLong(1), StreamPosition.of(row.getString(2), row.getLong(3)), row.getString(4)),
                source);
    }

    /** The source's tables that have coordinates, as {@code schema.table}. */
    Map<String, StreamPosition> tableCoordinates() throws SQLException {
        var sql = """
                SELECT v_schema_name || '.' || v_table_name, t_binlog_name, i_binlog_position
                FROM sch_chameleon.t_replica_tables
                WHERE i_id_source = ? AND t_binlog_name IS NOT NULL AND i_binlog_position IS NOT NULL""";
        var coordinates = new HashMap<String, StreamPosition>();
        Query.RowReader<StreamPosition> reader =
                row -> coordinates.put(row.getString(1), StreamPosition.of(row.getString(2), row.getLong(3)));
        all(sql, reader, source);
        return coordinates;
    }

    /** Tables that are no longer replicated, of any source, as {@code schema.table}. */
    Set<String> disabledTables() throws SQLException {
        return new HashSet<>(all("""
                        SELECT v_schema_name || '.' || v_table_name
                        FROM sch_chameleon.t_replica_tables WHERE NOT b_replica_enabled""", row -> row.getString(1)));
    }

    /** Notes that a table has reached its coordinates. */
    void forgetCoordinates(String table) throws SQLException {
        number("""
                UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = NULL, i_binlog_position = NULL
                WHERE i_id_source = ? AND v_schema_name || '.' || v_table_name = ?
                RETURNING i_id_table""", source, table);
    }

    /** Writes recorded events to the batch's log partition, in the order of the stream. */
    void write(OpenBatch batch, List<Long> events) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO sch_chameleon."%s"
                    (i_id_batch, v_schema_name, v_table_name, enm_binlog_event, t_binlog_name, i_binlog_position,
                     jsb_event_after, jsb_event_before, t_query, i_my_event_time)
                SELECT ?, v_schema_name, v_table_name, event::sch_chameleon.en_binlog_event, t_binlog_name,
                    end_position, jsb_event_after, jsb_event_before, t_query, i_my_event_time
                FROM recorded_stream WHERE id = ANY (?) ORDER BY id""".formatted(batch.logTable()))) {
            statement.setLong(1, batch.id());
            statement.setArray(2, connection.createArrayOf("bigint", events.toArray()));
            statement.executeUpdate();
        }
    }

    /** Opens the next batch in the other log partition, then hands the old one over to the replay. */
    void close(OpenBatch batch, StreamPosition next) throws SQLException {
        var logTable = swapLogTable();
        number("""
                INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position, v_log_table)
                VALUES (?, ?, ?, ?) RETURNING i_id_batch""", source, next.file(), next.offset(), logTable);
        number("""
                UPDATE sch_chameleon.t_last_received SET ts_last_received = (
                    SELECT to_timestamp(max(i_my_event_time))
                    FROM sch_chameleon.t_log_replica WHERE i_id_batch = ?)
                WHERE i_id_source = ? RETURNING i_id_source""", batch.id(), source);
        number("""
                UPDATE sch_chameleon.t_replica_batch SET b_processed = true, ts_processed = now()
                WHERE i_id_batch = ? RETURNING i_id_batch""", batch.id());
        // Events of one microsecond come in any order, so in this one too. A batch without events gets no row.
        numbers("""
                INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event)
                SELECT i_id_batch, array_agg(i_id_event ORDER BY ts_event_datetime, i_id_event)
                FROM sch_chameleon.t_log_replica WHERE i_id_batch = ?
                GROUP BY i_id_batch RETURNING i_id_batch""", batch.id());
    }

    private String swapLogTable() throws SQLException {
        return one("""
                UPDATE sch_chameleon.t_sources SET v_log_table = ARRAY[v_log_table[2], v_log_table[1]]
                WHERE i_id_source = ? RETURNING v_log_table[1]""", row -> row.getString(1), source);
    }

    /**
     * Clears every coordinate once a batch that starts at or behind the high watermark has been processed. The file
     * number follows the last dot; pg_chameleon takes what follows the first, and fails with dots in the base name.
     */
    void checkConsistent() throws SQLException {
        var reached = numbers("""
                UPDATE sch_chameleon.t_sources s
                SET b_consistent = true, t_binlog_name = NULL, i_binlog_position = NULL
                WHERE i_id_source = ? AND NOT b_consistent AND EXISTS (
                    SELECT FROM sch_chameleon.t_replica_batch b
                    WHERE b.i_id_source = s.i_id_source AND b_started AND b_processed
                      AND (substring(b.t_binlog_name FROM '[0-9]+$')::bigint, b.i_binlog_position)
                          >= (substring(s.t_binlog_name FROM '[0-9]+$')::bigint, s.i_binlog_position))
                RETURNING i_id_source""", source);
        if (!reached.isEmpty()) {
            numbers("""
                    UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = NULL, i_binlog_position = NULL
                    WHERE i_id_source = ? RETURNING i_id_table""", source);
        }
    }

    boolean isConsistent() throws SQLException {
        return one(
                "SELECT b_consistent FROM sch_chameleon.t_sources WHERE i_id_source = ?",
                row -> row.getBoolean(1),
                source);
    }

    /** Replays until nothing is left, and returns the messages about tables that failed. */
    List<String> replay(int sliceSize) throws SQLException {
        var tableErrors = new ArrayList<String>();
        while (one(
                "SELECT * FROM sch_chameleon.fn_replay_mysql(?, ?::integer, false)",
                row -> {
                    var messages = row.getArray(3);
                    if (messages != null) {
                        tableErrors.addAll(List.of((String[]) messages.getArray()));
                    }
                    return row.getBoolean(1);
                },
                sliceSize,
                source)) {
            // Every call is a transaction of its own, as pg_chameleon does it.
        }
        return tableErrors;
    }

    private long number(String sql, Object... parameters) throws SQLException {
        return one(sql, row -> row.getLong(1), parameters);
    }

    private List<Long> numbers(String sql, Object... parameters) throws SQLException {
        return all(sql, row -> row.getLong(1), parameters);
    }

    private <T> T one(String sql, Query.RowReader<T> reader, Object... parameters) throws SQLException {
        return Query.one(connection, sql, reader, parameters);
    }

    private <T> List<T> all(String sql, Query.RowReader<T> reader, Object... parameters) throws SQLException {
        return Query.all(connection, sql, reader, parameters);
    }
}
