package io.chameleon.migrations;

import io.chameleon.testing.TestDatabase;
import io.chameleon.testing.replay.ReplayFunction;
import io.chameleon.testing.replay.ReplayStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A 2.0 catalogue with a source of two tables, app.t and app.u, and a log that tests write by hand. */
final class ReplayFixture implements AutoCloseable {
    /** The time of event n is this plus n, in seconds since 1970: 2023-11-14 22:13:20 UTC. */
    static final long TIME = 1_700_000_000;

    private final TestDatabase database;
    private final Connection connection;

    private ReplayFixture(TestDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static ReplayFixture create() throws SQLException {
        return create(CatalogueVersion.LATEST);
    }

    static ReplayFixture create(CatalogueVersion version) throws SQLException {
        var database = TestDatabase.create();
        CatalogueMigrations.configure(database.dataSource(), CatalogueMigrations.SCHEMA, version)
                .load()
                .migrate();
        return new ReplayFixture(database, database.connect());
    }

    /** Starts over: no events, empty tables, both registered for source 1. */
    ReplayFixture reset() throws SQLException {
        return execute("""
                RESET ALL;
                SET timezone = 'UTC';
                SET client_min_messages = error;
                DROP SCHEMA IF EXISTS app CASCADE;
                CREATE SCHEMA app;
                CREATE TABLE app.t (id int PRIMARY KEY, v text);
                CREATE TABLE app.u (id int PRIMARY KEY, v text);
                DELETE FROM sch_chameleon.t_sources;
                DELETE FROM sch_chameleon.t_error_log;
                INSERT INTO sch_chameleon.t_sources
                    (i_id_source, t_source, jsb_schema_mappings, enm_source_type, v_log_table)
                VALUES (1, 's1', '{}', 'mysql', '{log_s1_1,log_s1_2}'), (2, 's2', '{}', 'mysql', '{log_s2_1,log_s2_2}');
                SELECT sch_chameleon.fn_refresh_parts();
                INSERT INTO sch_chameleon.t_last_replayed (i_id_source) VALUES (1), (2);
                """).register(1, "t", "id").register(1, "u", "id");
    }

    ReplayFixture register(long source, String table, String... key) throws SQLException {
        return execute("""
                INSERT INTO sch_chameleon.t_replica_tables (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                VALUES (%d, 'app', '%s', '{%s}')""".formatted(source, table, String.join(",", key)));
    }

    ReplayFixture disable(long source, String table) throws SQLException {
        return execute("""
                UPDATE sch_chameleon.t_replica_tables SET b_replica_enabled = false
                WHERE i_id_source = %d AND v_table_name = '%s'""".formatted(source, table));
    }

    /** Adds a processed batch of source 1 that lists the events; what they are follows. */
    ReplayFixture batch(long id, long... events) throws SQLException {
        return batchOf(1, id, events);
    }

    ReplayFixture batchOf(long source, long id, long... events) throws SQLException {
        var queue = new ArrayList<String>();
        for (long event : events) {
            queue.add(String.valueOf(event));
        }
        return execute("""
                INSERT INTO sch_chameleon.t_replica_batch
                    (i_id_batch, i_id_source, b_started, b_processed, ts_created)
                VALUES (%1$d, %2$d, true, true, timestamp '2024-01-01' + %1$d * interval '1 minute');
                INSERT INTO sch_chameleon.t_batch_events VALUES (%1$d, '{%3$s}')""".formatted(id, source, String.join(",", queue)));
    }

    ReplayFixture insert(long batch, long id, String table, int key, String v) throws SQLException {
        return event(batch, id, table, "insert", row(key, v), "{}");
    }

    ReplayFixture delete(long batch, long id, String table, int key, String v) throws SQLException {
        return event(batch, id, table, "delete", row(key, v), "{}");
    }

    /** An event with its images as JSON text, or null. */
    ReplayFixture event(long batch, long id, String table, String kind, String after, String before)
            throws SQLException {
        return logged("log_s1_1", batch, id, table, kind, after, before, null);
    }

    ReplayFixture ddl(long batch, long id, String table, String query) throws SQLException {
        return logged("log_s1_1", batch, id, table, "ddl", null, null, query);
    }

    ReplayFixture logged(
            String logTable, long batch, long id, String table, String kind, String after, String before, String query)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO sch_chameleon.%s (i_id_event, i_id_batch, v_schema_name, v_table_name, enm_binlog_event,
                    t_binlog_name, i_binlog_position, jsb_event_after, jsb_event_before, t_query, i_my_event_time)
                VALUES (?, ?, 'app', ?, ?::sch_chameleon.en_binlog_event, 'bin.000001', ?, ?::jsonb, ?::jsonb, ?, ?)""".formatted(logTable))) {
            statement.setLong(1, id);
            statement.setLong(2, batch);
            statement.setString(3, table);
            statement.setString(4, kind);
            statement.setLong(5, id * 100);
            statement.setString(6, after);
            statement.setString(7, before);
            statement.setString(8, query);
            statement.setObject(9, kind.equals("ddl") ? null : TIME + id);
            statement.executeUpdate();
        }
        return this;
    }

    static String row(int key, String v) {
        return "{\"id\": %d, \"v\": \"%s\"}".formatted(key, v);
    }

    ReplayStatus replay(Integer maxEvents, Boolean exitOnError) throws SQLException {
        return new ReplayFunction(connection).callWith(maxEvents, 1, exitOnError);
    }

    Connection connection() {
        return connection;
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    void executeAsSuperuser(String sql) {
        database.executeAsSuperuser(sql);
    }

    ReplayFixture execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /** The rows of a query, columns separated by a bar, NULL as {@code ∅}. */
    List<String> query(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i) == null ? "∅" : row.getString(i));
                }
                rows.add(String.join("|", columns));
            }
        }
        return Collections.unmodifiableList(rows);
    }

    List<String> rows(String table) throws SQLException {
        return query("SELECT t::text FROM " + table + " t ORDER BY 1");
    }

    List<String> keys(String table) throws SQLException {
        return query("SELECT id FROM " + table + " ORDER BY id");
    }

    /** b_replayed, i_replayed, i_skipped and i_ddl of a batch. */
    String counters(long batch) throws SQLException {
        return query("SELECT b_replayed, i_replayed, i_skipped, i_ddl FROM sch_chameleon.t_replica_batch"
                        + " WHERE i_id_batch = " + batch)
                .get(0);
    }

    List<String> loggedEvents() throws SQLException {
        return query("SELECT i_id_event FROM sch_chameleon.t_log_replica ORDER BY 1");
    }

    List<String> queues() throws SQLException {
        return query("SELECT i_id_batch, i_id_event FROM sch_chameleon.t_batch_events ORDER BY 1");
    }

    String lastReplayed() throws SQLException {
        return query("SELECT ts_last_replayed FROM sch_chameleon.t_last_replayed WHERE i_id_source = 1")
                .get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
