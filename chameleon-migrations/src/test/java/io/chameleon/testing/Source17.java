package io.chameleon.testing;

import io.chameleon.migrations.Identifier;
import java.sql.SQLException;

/**
 * A source of a 1.7 catalogue made by hand. Every method writes its rows at once, so that the order of the calls is the
 * order in which pg_chameleon would have written them.
 */
public final class Source17 {
    private final TestDatabase database;
    private final long id;
    private final String destinationSchema;

    private Source17(TestDatabase database, long id, String destinationSchema) {
        this.database = database;
        this.id = id;
        this.destinationSchema = destinationSchema;
    }

    static Source17 create(TestDatabase database, String name, String sourceSchema, String destinationSchema)
            throws SQLException {
        var id = number(database, """
                INSERT INTO sch_chameleon.t_sources (t_source, t_source_schema, t_dest_schema, enm_status)
                VALUES (?, ?, ?, 'stopped') RETURNING i_id_source""", name, sourceSchema, destinationSchema);
        // The partitions carry the source's number, which isn't known before.
        database.execute("""
                UPDATE sch_chameleon.t_sources
                SET v_log_table = ARRAY['t_log_replica_1_src_' || i_id_source, 't_log_replica_2_src_' || i_id_source]
                WHERE i_id_source = %d;
                SELECT sch_chameleon.fn_refresh_parts();
                CREATE SCHEMA IF NOT EXISTS %s;""".formatted(id, Identifier.quote(destinationSchema)));
        return new Source17(database, id, destinationSchema);
    }

    /** The source's {@code i_id_source}. */
    public long id() {
        return id;
    }

    /** Sets the status: ready, initialising, initialised, stopped, running or error. A new source is stopped. */
    public Source17 status(String status) throws SQLException {
        number("""
                UPDATE sch_chameleon.t_sources SET enm_status = ?::sch_chameleon.en_src_status
                WHERE i_id_source = ? RETURNING 1""", status, id);
        return this;
    }

    /** Registers a table with the key {@code "id"} and creates it: {@code id bigint} and {@code v text}. */
    public Source17 table(String table) throws SQLException {
        database.execute(
                "CREATE TABLE \"" + destinationSchema + "\".\"" + table + "\" (id bigint PRIMARY KEY, v text)");
        return register(table, "\"id\"");
    }

    /**
     * Registers a table without creating it.
     *
     * @param key its key columns as 1.7 has them, such as {@code "a","b"}
     */
    public Source17 register(String table, String key) throws SQLException {
        return register(destinationSchema, table, key);
    }

    /** Registers a table in any schema without creating it. */
    public Source17 register(String schema, String table, String key) throws SQLException {
        number("""
                INSERT INTO sch_chameleon.t_replica_tables (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                VALUES (?, ?, ?, ARRAY[?]) RETURNING i_id_table""", id, schema, table, key);
        return this;
    }

    /** Gives a registered table coordinates of its own, as after {@code sync_tables}. */
    public Source17 synchronisedAt(String table, String binlogFile, int position) throws SQLException {
        number("""
                UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = ?, i_binlog_position = ?
                WHERE i_id_source = ? AND v_table_name = ? RETURNING 1""", binlogFile, position, id, table);
        return this;
    }

    /** Adds a batch that the reader has started, with what it has read so far. */
    public Source17 openBatch(String binlogFile, int position, LogEvent17... events) throws SQLException {
        return batch(BatchState17.OPEN, binlogFile, position, events);
    }

    /** Adds a batch that is read completely and waits to be replayed. */
    public Source17 pendingBatch(String binlogFile, int position, LogEvent17... events) throws SQLException {
        return batch(BatchState17.PENDING, binlogFile, position, events);
    }

    /**
     * Adds a batch in the given state, newer than all batches before.
     *
     * @param binlogFile where it starts; null, as the position, for a batch that doesn't know
     * @param events what was read; each ends one byte behind the one before it
     */
    public Source17 batch(BatchState17 state, String binlogFile, Integer position, LogEvent17... events)
            throws SQLException {
        var logTable = swapLogTable();
        var batch = number("""
                INSERT INTO sch_chameleon.t_replica_batch
                    (b_started, b_processed, b_replayed, i_id_source, t_binlog_name, i_binlog_position)
                VALUES (%s, ?, ?, ?)
                RETURNING i_id_batch""".formatted(state.flags()), id, binlogFile, position);
        for (int i = 0; i < events.length; i++) {
            log(logTable, batch, events[i], binlogFile, position + 1 + i);
        }
        if (state.isQueued() && events.length > 0) {
            queue(batch);
        }
        return this;
    }

    private void queue(long batch) throws SQLException {
        number("""
                INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event)
                SELECT i_id_batch, array_agg(i_id_event ORDER BY i_id_event)
                FROM sch_chameleon.t_log_replica WHERE i_id_batch = ?
                GROUP BY i_id_batch RETURNING i_id_batch""", batch);
    }

    /** Makes the other log partition the active one, as 1.8.2 does for every batch. */
    private String swapLogTable() throws SQLException {
        try (var connection = database.connect()) {
            return Query.one(connection, """
                    UPDATE sch_chameleon.t_sources SET v_log_table = ARRAY[v_log_table[2], v_log_table[1]]
                    WHERE i_id_source = ? RETURNING v_log_table[1]""", row -> row.getString(1), id);
        }
    }

    private void log(String logTable, long batch, LogEvent17 event, String binlogFile, int position)
            throws SQLException {
        number(
                """
                INSERT INTO sch_chameleon.%s
                    (i_id_batch, v_schema_name, v_table_name, enm_binlog_event, t_binlog_name, i_binlog_position,
                     jsb_event_data, jsb_event_update, t_query, i_my_event_time)
                VALUES (?, ?, ?, ?::sch_chameleon.en_binlog_event, ?, ?, ?::jsonb, ?::jsonb, ?, 1700000000)
                RETURNING i_id_event""".formatted(logTable),
                batch,
                destinationSchema,
                event.table(),
                event.kind(),
                binlogFile,
                position,
                event.image(),
                event.before(),
                event.query());
    }

    private long number(String sql, Object... parameters) throws SQLException {
        return number(database, sql, parameters);
    }

    private static long number(TestDatabase database, String sql, Object... parameters) throws SQLException {
        try (var connection = database.connect()) {
            return Query.one(connection, sql, row -> row.getLong(1), parameters);
        }
    }
}
