package io.chameleon.runner;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.MigrationHistory;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A 2.0 catalogue as pg_chameleon itself leaves it: no history of Flyway, no functions of ours, two sources in use with
 * pending and open batches, log rows in both partitions, and rows in every other table.
 */
public final class UsedCatalogue implements AutoCloseable {
    private static final Map<String, TestDatabase> TEMPLATES = new ConcurrentHashMap<>();

    private static final String CONTENT = """
            CREATE SCHEMA app;
            CREATE TABLE app.t1 (id integer PRIMARY KEY, v text);
            CREATE TABLE app.t2 (id integer PRIMARY KEY, v text);
            SET search_path = sch_chameleon;

            INSERT INTO t_sources (t_source, jsb_schema_mappings, enm_status, enm_source_type, v_log_table) VALUES
                ('s1', '{"my": "app"}', 'stopped', 'mysql', '{t_log_replica_s1_1,t_log_replica_s1_2}'),
                ('s2', '{"your": "app"}', 'synced', 'mysql', '{t_log_replica_s2_1,t_log_replica_s2_2}');
            SELECT fn_refresh_parts();
            INSERT INTO t_last_received VALUES (1, '2020-01-01'), (2, NULL);
            INSERT INTO t_last_replayed VALUES (1, '2020-01-02'), (2, NULL);
            INSERT INTO t_replica_tables
                (i_id_source, v_table_name, v_schema_name, v_table_pkey, t_binlog_name, i_binlog_position)
            VALUES (1, 't1', 'app', '{id}', 'm.000001', 4), (2, 't2', 'app', '{id}', NULL, NULL);

            INSERT INTO t_replica_batch (i_id_source, t_binlog_name, i_binlog_position, b_started, b_processed,
                b_replayed, ts_processed, ts_replayed, i_replayed, i_skipped, i_ddl)
            VALUES
                (1, 'm.000001', 4, true, true, true, now(), now(), 10, 2, 1),
                (1, 'm.000001', 1000, true, true, false, now(), NULL, NULL, NULL, NULL),
                (2, 'm.000003', 2000, true, true, false, now(), NULL, NULL, NULL, NULL),
                (1, 'm.000002', 2000000000, true, false, false, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO t_log_replica_s1_1 (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, t_binlog_name,
                i_binlog_position, jsb_event_after, jsb_event_before, t_query, i_my_event_time)
            VALUES
                (2, 't1', 'app', 'insert', 'm.000001', 1100, '{"id": "1", "v": "one"}', '{}', NULL, 1500000000),
                (2, 't1', 'app', 'insert', 'm.000001', 1200, '{"id": "2", "v": "two"}', '{}', NULL, 1500000001),
                (2, 't1', 'app', 'ddl', 'm.000001', 1300, NULL, NULL, 'ALTER TABLE app.t1 ADD w text', 1500000002);
            INSERT INTO t_log_replica_s1_2 (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, t_binlog_name,
                i_binlog_position, jsb_event_after, jsb_event_before, i_my_event_time)
            VALUES
                (2, 't1', 'app', 'update', 'm.000001', 1400, '{"id": "1", "v": "uno", "w": "x"}',
                 '{"id": "1", "v": "one"}', 1500000003),
                (2, 't1', 'app', 'delete', 'm.000001', 1500, '{"id": "2", "v": "two"}', '{}', 1500000004),
                (4, 't1', 'app', 'insert', 'm.000002', 2000000100, '{"id": "9", "v": "later"}', '{}', 1500000009);
            INSERT INTO t_log_replica_s2_2 (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, t_binlog_name,
                i_binlog_position, jsb_event_after, jsb_event_before, i_my_event_time)
            VALUES (3, 't2', 'app', 'insert', 'm.000003', 2100, '{"id": "7", "v": "seven"}', '{}', 1500000005);
            INSERT INTO t_batch_events SELECT i_id_batch, array_agg(i_id_event ORDER BY i_id_event)
                FROM t_log_replica WHERE i_id_batch < 4 GROUP BY i_id_batch;

            INSERT INTO t_discarded_rows (i_id_batch, v_table_name, v_schema_name, t_row_data)
                VALUES (1, 't1', 'app', '00ff');
            INSERT INTO t_error_log (i_id_batch, i_id_source, v_table_name, v_schema_name, t_table_pkey, t_binlog_name,
                i_binlog_position, ts_error, t_sql, t_error_message)
            VALUES (1, 1, 't1', 'app', 'id=1', 'm.000001', 50, now(), 'INSERT', 'duplicate key');
            """;

    private static final String LOG_TABLES = """
            UPDATE sch_chameleon.t_replica_batch SET v_log_table = 't_log_replica_s' || i_id_source || '_1';
            """;

    private static final String KEYS = """
            INSERT INTO sch_chameleon.t_indexes (v_schema_name, v_table_name, v_index_name, t_index_drop, t_index_create)
                VALUES ('app', 't1', 'idx', 'DROP INDEX idx', 'CREATE INDEX idx');
            INSERT INTO sch_chameleon.t_pkeys (v_schema_name, v_table_name, v_index_name, t_pkey_drop, t_pkey_create)
                VALUES ('app', 't1', 'pk', 'DROP', 'CREATE');
            INSERT INTO sch_chameleon.t_fkeys
                (v_schema_name, v_table_name, v_constraint_name, t_fkey_drop, t_fkey_create, t_fkey_validate)
                VALUES ('app', 't1', 'fk', 'DROP', 'CREATE', 'VALIDATE');
            """;

    private static final String UNIQUE_KEYS = """
            INSERT INTO sch_chameleon.t_ukeys (v_schema_name, v_table_name, v_index_name, t_ukey_drop, t_ukey_create)
                VALUES ('app', 't1', 'uk', 'DROP', 'CREATE');
            """;

    /** What pg_chameleon's own catalogue doesn't have, and a function that replays nothing. */
    private static final String FORGET_OURS = """
            DO $$
            DECLARE ours text;
            BEGIN
                FOR ours IN SELECT p.oid::regprocedure FROM pg_proc p
                    WHERE pronamespace = 'sch_chameleon'::regnamespace AND proname IN
                        ('fn_replay_queue', 'fn_replay_slice', 'fn_replay_statement')
                LOOP
                    EXECUTE 'DROP FUNCTION ' || ours;
                END LOOP;
            END $$;
            CREATE OR REPLACE FUNCTION sch_chameleon.fn_replay_mysql(integer, integer, boolean)
                RETURNS sch_chameleon.ty_replay_status LANGUAGE plpgsql AS 'BEGIN RAISE ''original''; END';
            DROP TABLE sch_chameleon.flyway_schema_history;
            """;

    private final TestDatabase database;

    private UsedCatalogue(TestDatabase database) {
        this.database = database;
    }

    /** A database of its own with such a catalogue. */
    static UsedCatalogue of(CatalogueVersion version) {
        return new UsedCatalogue(TEMPLATES
                .computeIfAbsent(version.number(), UsedCatalogue::template)
                .copy());
    }

    public static UsedCatalogue of(String version) {
        return of(CatalogueVersion.parse(version));
    }

    /** What pg_chameleon leaves behind when it is killed after a version's script and before it records the version. */
    static UsedCatalogue halfApplied(CatalogueVersion claimed, CatalogueVersion actual) {
        UsedCatalogue catalogue = of(actual);
        catalogue.claim(claimed.number());
        return catalogue;
    }

    private static TestDatabase template(String number) {
        var version = CatalogueVersion.parse(number);
        TestDatabase template = TestDatabase.create();
        Catalogue20.installIn(template, number);
        template.execute(CONTENT);
        if (!version.isBefore(CatalogueVersion.parse("2.0.5"))) {
            template.execute(LOG_TABLES);
        }
        if (!version.isBefore(CatalogueVersion.parse("2.0.7"))) {
            template.execute(KEYS);
        }
        if (!version.isBefore(CatalogueVersion.parse("2.0.8"))) {
            template.execute(UNIQUE_KEYS);
        }
        template.execute(FORGET_OURS);
        return template;
    }

    public TestDatabase database() {
        return database;
    }

    void execute(String sql) {
        database.execute(sql);
    }

    void claim(String version) {
        execute("CREATE OR REPLACE VIEW sch_chameleon.v_version AS SELECT '" + version + "'::text AS t_version");
    }

    public String version() throws SQLException {
        return database.query("SELECT t_version FROM sch_chameleon.v_version").get(0);
    }

    boolean hasHistory() throws SQLException {
        return !database.query("SELECT to_regclass('" + MigrationHistory.table() + "')")
                .contains(null);
    }

    /** All rows of all tables, each as JSON, and only those columns that the given rows have, if any. */
    public Map<String, List<String>> rows(Map<String, List<String>> columns) throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        try (var connection = database.connect()) {
            for (var table : columns.entrySet()) {
                String sql = ("SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t))"
                                + " WHERE key IN ('%s')) AS row FROM ONLY sch_chameleon.%s t ORDER BY 1")
                        .formatted(String.join("','", table.getValue()), table.getKey());
                rows.put(table.getKey(), CatalogueSnapshot.texts(connection, sql));
            }
        }
        return rows;
    }

    /** The columns of all tables. */
    public Map<String, List<String>> columns() throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        try (var connection = database.connect()) {
            for (String table : CatalogueSnapshot.texts(connection, """
                    SELECT relname FROM pg_class WHERE relnamespace = 'sch_chameleon'::regnamespace AND relkind = 'r'
                        AND relname <> 'flyway_schema_history'
                    """)) {
                String sql = "SELECT attname FROM pg_attribute WHERE attrelid = 'sch_chameleon." + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped";
                columns.put(table, CatalogueSnapshot.texts(connection, sql));
            }
        }
        return columns;
    }

    /** Everything that a failed upgrade must leave alone. */
    public Map<String, List<String>> everything() throws SQLException {
        Map<String, List<String>> everything = rows(columns());
        everything.put("objects", database.query("""
                SELECT c.relname || coalesce(a.attname || format_type(a.atttypid, a.atttypmod), '')
                FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                WHERE c.relnamespace = 'sch_chameleon'::regnamespace
                UNION ALL
                SELECT p.oid::regprocedure || md5(p.prosrc) FROM pg_proc p
                WHERE p.pronamespace = 'sch_chameleon'::regnamespace
                UNION ALL SELECT t_version FROM sch_chameleon.v_version
                ORDER BY 1
                """));
        return everything;
    }

    /** Replays what is pending, three events at a time. */
    public void replay() throws SQLException {
        for (int source = 1; source <= 2; source++) {
            String call = "SELECT b_continue || ' ' || coalesce(array_length(v_table_error, 1), 0)"
                    + " FROM sch_chameleon.fn_replay_mysql(3, " + source + ", false)";
            while (database.query(call).get(0).equals("true 0")) {
                continue;
            }
        }
    }

    CatalogueUpgrade upgrade(UpgradeOptions options) {
        return new CatalogueUpgrade(database.dataSource(), Upgrades.anyConfiguration(), options);
    }

    public UpgradeResult upgrade() {
        return upgrade(UpgradeOptions.defaults()).run(UpgradeListener.SILENT);
    }

    @Override
    public void close() {
        database.close();
    }
}
