package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueImport.Source;
import io.chameleon.migrations.CatalogueImport.Table;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportCatalogueIT {
    private static final String STAGE = "_sch_chameleon_version2";

    /** As much of a catalogue 1.7 as the import reads; the ids aren't in the order of the names. */
    private static final String CATALOGUE_1_7 = """
            CREATE SCHEMA sch_chameleon;
            CREATE TABLE sch_chameleon.t_sources (
                i_id_source bigint PRIMARY KEY, t_source text NOT NULL, t_source_schema text, t_dest_schema text NOT NULL,
                enm_status text, ts_last_received timestamp, ts_last_replay timestamp, v_log_table varchar[]);
            CREATE TABLE sch_chameleon.t_replica_tables (
                i_id_table bigserial PRIMARY KEY, i_id_source bigint NOT NULL, v_table_name varchar(100) NOT NULL,
                v_schema_name varchar(100) NOT NULL, v_table_pkey varchar(100)[] NOT NULL,
                t_binlog_name text, i_binlog_position integer);
            INSERT INTO sch_chameleon.t_sources VALUES
                (7, 'one', 'my_1', 'db_1', 'stopped', '2020-01-01', '2020-01-09', NULL),
                (3, 'two', 'my_2', 'db_2', 'stopped', '2020-01-05', '2020-01-02', NULL),
                (4, 'three', 'my_3', 'db_3', 'initialised', NULL, NULL, NULL);
            INSERT INTO sch_chameleon.t_replica_tables (i_id_source, v_table_name, v_schema_name, v_table_pkey) VALUES
                (7, 't1', 'stale', ARRAY['"id"']),
                (3, 't1', 'db_2', ARRAY['"a,b","we""ird", "c"']),
                (3, 'T 2', 'db_2', ARRAY['"a"','"b"']),
                (4, 't3', 'db_3', ARRAY['id']);
            """;

    private final TestDatabase database = TestDatabase.create();
    private Connection connection;

    @BeforeEach
    void install() throws SQLException {
        database.execute(CATALOGUE_1_7);
        connection = database.connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void sources_are_merged_and_keep_their_order() throws Exception {
        importFrom(merged(), source("other", "initialised", Map.of("my_3", "db_3"), 4L));

        assertThat(rows("SELECT i_id_source, t_source, jsb_schema_mappings, enm_status, enm_source_type, b_consistent,"
                        + " t_binlog_name, i_binlog_position, v_log_table FROM t_sources ORDER BY 1"))
                .containsExactly(
                        "1|merged|{\"my_1\": \"db_1\", \"my_2\": \"db_2\"}|stopped|mysql|f|null|null"
                                + "|{t_log_replica_merged_2,t_log_replica_merged_1}",
                        "2|other|{\"my_3\": \"db_3\"}|initialised|mysql|f|null|null"
                                + "|{t_log_replica_other_2,t_log_replica_other_1}");
    }

    @Test
    void the_newest_timestamps_are_kept() throws Exception {
        importFrom(merged(), source("other", "initialised", Map.of("my_3", "db_3"), 4L));

        assertThat(rows("SELECT i_id_source, ts_last_received, b_paused FROM t_last_received ORDER BY 1"))
                .containsExactly("1|2020-01-05 00:00:00|f", "2|null|f");
        assertThat(rows("SELECT i_id_source, ts_last_replayed, b_paused FROM t_last_replayed ORDER BY 1"))
                .containsExactly("1|2020-01-09 00:00:00|f", "2|null|f");
    }

    @Test
    void tables_have_their_key_columns_one_by_one() throws Exception {
        importFrom(merged(), source("other", "initialised", Map.of("my_3", "db_3"), 4L));

        assertThat(
                        rows(
                                "SELECT i_id_source, v_schema_name, v_table_name, array_to_string(v_table_pkey, ';'),"
                                        + " b_replica_enabled, t_binlog_name, i_binlog_position FROM t_replica_tables ORDER BY i_id_table"))
                .containsExactly(
                        "1|db_1|t1|id|t|null|null",
                        "1|db_2|t1|a,b;we\"ird;c|t|null|null",
                        "1|db_2|T 2|a;b|f|null|null",
                        "2|db_3|t3|id|t|null|null");
    }

    @Test
    void the_catalogue_1_7_is_left_alone_and_the_stage_validates() throws Exception {
        var before = CatalogueStructure.read(connection, SCHEMA);

        importFrom(merged());

        assertThat(CatalogueStructure.read(connection, SCHEMA)).isEqualTo(before);
        assertThat(CatalogueStructure.read(connection, STAGE)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        assertThat(CatalogueMigrations.configure(database.dataSource(), STAGE)
                        .load()
                        .validateWithResult()
                        .validationSuccessful)
                .isTrue();
    }

    @Test
    void log_tables_are_those_that_the_function_would_create() throws Exception {
        var sources = List.of("s1", "A b", "q'uote \"x\"", "größe", "a%s$$", "x".repeat(35), "y".repeat(47)).stream()
                .map(name -> source(name, "stopped", Map.of()))
                .toArray(Source[]::new);
        importFrom(sources);
        var imported = CatalogueStructure.readLogTables(connection, STAGE);
        assertThat(imported.objects()).isNotEmpty();

        goLive();
        assertThat(Queries.warnings(connection, "SELECT sch_chameleon.fn_refresh_parts()"))
                .isEmpty();
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA)).isEqualTo(imported);

        for (Source source : sources) {
            for (int number = 1; number <= 2; number++) {
                String table = LogTable.of(source.name(), number).name();
                Queries.execute(connection, "DROP TABLE " + Identifier.quote(SCHEMA, table));
            }
        }
        Queries.execute(connection, "SELECT sch_chameleon.fn_refresh_parts()");
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA)).isEqualTo(imported);
    }

    @Test
    void names_arrive_unchanged() throws Exception {
        String odd = "${flyway:defaultSchema} \\ \"'\u0001\t\u2028🦎";
        importFrom(source(odd, "stopped", Map.of(odd, "${x}"), 7L));

        try (var statement = connection.prepareStatement("SELECT t_source = ? AND jsb_schema_mappings ->> ? = '${x}'"
                + " FROM _sch_chameleon_version2.t_sources")) {
            statement.setString(1, odd);
            statement.setString(2, odd);
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void reads_from_a_schema_of_any_name() throws Exception {
        Queries.execute(connection, "ALTER SCHEMA sch_chameleon RENAME TO \"My \"\"old\"\" %s\"");
        var sources = List.of(merged());
        flyway(new CatalogueImport("My \"old\" %s", sources).placeholders()).migrate();

        assertThat(rows("SELECT count(*) FROM t_replica_tables")).containsExactly("3");
    }

    @Test
    void an_unreadable_key_is_named_and_nothing_is_kept() throws Exception {
        Queries.execute(
                connection,
                "UPDATE sch_chameleon.t_replica_tables SET v_table_pkey = '{\"\\\"a\"}' WHERE i_id_table = 2");

        assertThatThrownBy(() -> importFrom(merged()))
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining("the key of the table db_2.t1 can't be read: \"a");
        assertThat(CatalogueStructure.read(connection, STAGE).objects()).isEmpty();
    }

    @Test
    void an_unknown_source_is_named() {
        assertThatThrownBy(() -> importFrom(source("x", "stopped", Map.of(), 7L, 8L)))
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining("the catalogue 1.7 in sch_chameleon has no source with the id 8");
    }

    @Test
    void one_placeholder_alone_is_refused() {
        assertThatThrownBy(() -> flyway(Map.of(CatalogueImport.SCHEMA_PLACEHOLDER, SCHEMA))
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining(CatalogueImport.SOURCES_PLACEHOLDER);
    }

    private static Source merged() {
        return new Source(
                "merged",
                "mysql",
                "stopped",
                Map.of("my_1", "db_1", "my_2", "db_2"),
                List.of(7L, 3L),
                List.of(new Table("db_2", "T 2")));
    }

    private static Source source(String name, String status, Map<String, String> mappings, Long... from) {
        return new Source(name, "mysql", status, mappings, List.of(from), List.of());
    }

    private void importFrom(Source... sources) {
        flyway(new CatalogueImport(SCHEMA, List.of(sources)).placeholders()).migrate();
    }

    private Flyway flyway(Map<String, String> placeholders) {
        return CatalogueMigrations.configure(database.dataSource(), STAGE)
                .placeholders(placeholders)
                .load();
    }

    private void goLive() throws SQLException {
        Queries.execute(
                connection,
                "ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1;"
                        + "ALTER SCHEMA _sch_chameleon_version2 RENAME TO sch_chameleon");
    }

    private List<String> rows(String sql) throws SQLException {
        Queries.execute(connection, "SET search_path = _sch_chameleon_version2");
        return Queries.rows(connection, sql);
    }
}
