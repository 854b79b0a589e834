package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueMigrationsIT {
    private static final String STAGE = "_sch_chameleon_version2";

    private final TestDatabase database = TestDatabase.create();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void a_second_run_does_nothing_and_validates() throws Exception {
        assertThat(flyway(SCHEMA).migrate().migrationsExecuted).isEqualTo(13);
        assertThat(flyway(SCHEMA).migrate().migrationsExecuted).isZero();
        assertThat(flyway(SCHEMA).validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void a_plain_flyway_understands_what_the_preset_has_done() {
        flyway(SCHEMA).migrate();

        var plain = Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema(SCHEMA)
                .locations("classpath:db/chameleon")
                .load();
        assertThat(plain.validateWithResult().validationSuccessful).isTrue();
        assertThat(plain.migrate().migrationsExecuted).isZero();
        assertThat(plain.info().current().getVersion()).hasToString("2.0.10");
    }

    /** What Flyway finds by itself is what it is told, the order and the files in the history included. */
    @Test
    void the_migrations_are_those_that_flyway_finds() {
        Flyway plain = Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema(SCHEMA)
                .locations(CatalogueMigrations.LOCATION)
                .load();
        assertThat(flyway(SCHEMA).info().all())
                .extracting(
                        MigrationInfo::getScript,
                        MigrationInfo::getDescription,
                        MigrationInfo::getType,
                        MigrationInfo::getChecksum)
                .containsExactly(Stream.of(plain.info().all())
                        .map(found ->
                                tuple(found.getScript(), found.getDescription(), found.getType(), found.getChecksum()))
                        .toArray(Tuple[]::new));
    }

    @Test
    void the_description_is_that_of_what_flyway_would_run() {
        for (CatalogueVersion target : CatalogueVersion.all()) {
            if (CatalogueVersion.V1_7.isBefore(target)) {
                var pending = CatalogueMigrations.configure(database.dataSource(), SCHEMA, target)
                        .load()
                        .info()
                        .pending();
                assertThat(CatalogueMigrations.describe(target))
                        .containsExactlyElementsOf(Stream.of(pending)
                                .map(CatalogueMigrationsIT::describe)
                                .toList());
            }
        }
    }

    private static String describe(MigrationInfo migration) {
        return migration.isVersioned()
                ? migration.getVersion() + " " + migration.getDescription()
                : migration.getDescription();
    }

    @Test
    void all_versions_in_turn_lead_a_used_catalogue_to_the_same_structure() throws Exception {
        for (CatalogueVersion version : CatalogueVersion.all()) {
            if (CatalogueVersion.V1_7.isBefore(version)) {
                CatalogueMigrations.configure(database.dataSource(), SCHEMA, version)
                        .load()
                        .migrate();
                use(version);
                assertThat(CatalogueStructure.read(connection, SCHEMA)
                                .differencesFrom(CatalogueStructure.reference(version)))
                        .isEmpty();
            }
        }
        assertThat(Queries.rows(connection, "SELECT count(*) FROM sch_chameleon.t_log_replica"))
                .containsExactly("11");
        assertThat(Queries.rows(connection, "SELECT v_log_table FROM sch_chameleon.t_replica_batch ORDER BY 1"))
                .hasSize(11)
                .contains("t_log_replica");
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA).objects())
                .containsEntry("column t_log_replica_s1_1.i_binlog_position", "bigint");
        assertThat(flyway(SCHEMA).validateWithResult().validationSuccessful).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.1", "2.0.4", "2.0.6", "2.0.7", "2.0.8", "2.0.9", "2.0.10"})
    void a_baselined_catalogue_is_upgraded(String version) throws Exception {
        CatalogueMigrations.configure(database.dataSource(), SCHEMA, CatalogueVersion.parse(version))
                .load()
                .migrate();
        Queries.execute(connection, "DROP TABLE sch_chameleon.flyway_schema_history");

        var flyway = CatalogueMigrations.configure(database.dataSource(), SCHEMA)
                .baselineVersion(version)
                .load();
        flyway.baseline();
        flyway.migrate();

        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void functions_that_have_changed_are_created_again() throws Exception {
        flyway(SCHEMA).migrate();
        Queries.execute(
                connection,
                "UPDATE sch_chameleon.flyway_schema_history SET checksum = checksum + 1"
                        + " WHERE description = 'Create functions';"
                        + "DROP FUNCTION sch_chameleon.fn_refresh_parts()");

        assertThat(flyway(SCHEMA).migrate().migrationsExecuted).isEqualTo(1);

        use(CatalogueVersion.LATEST);
        assertThat(flyway(SCHEMA).migrate().migrationsExecuted).isZero();
    }

    /** What pg_chameleon's own catalogue has under the same names is replaced, aggregates keep their functions. */
    @Test
    void functions_and_views_of_another_make_are_replaced() throws Exception {
        CatalogueMigrations.configure(database.dataSource(), SCHEMA, CatalogueVersion.parse("2.0.9"))
                .load()
                .migrate();
        Queries.execute(connection, """
                SET search_path = sch_chameleon;
                CREATE OR REPLACE FUNCTION fn_binlog_max(text[], text[]) RETURNS text[] LANGUAGE sql AS 'SELECT $1';
                CREATE OR REPLACE FUNCTION fn_binlog_max_final(text[]) RETURNS text[] LANGUAGE sql AS 'SELECT $1';
                CREATE OR REPLACE FUNCTION fn_refresh_parts() RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
                DROP VIEW v_fkeys;
                CREATE VIEW v_fkeys AS SELECT
                    ''::name AS v_schema_referenced, ''::name AS v_table_referenced,
                    ''::name AS v_schema_referencing, ''::name AS v_table_referencing,
                    ''::text AS t_con_drop, ''::text AS t_con_create, ''::text AS t_con_validate, ''::name AS v_fk_name;
                DROP FUNCTION fn_binlog_compare(text[], text[]);
                DROP TABLE flyway_schema_history;
                """);

        var flyway = CatalogueMigrations.configure(database.dataSource(), SCHEMA)
                .baselineVersion("2.0.9")
                .load();
        flyway.baseline();
        flyway.migrate();

        use(CatalogueVersion.LATEST);
        assertThat(Queries.rows(connection, "SELECT binlog_max(ARRAY['m.000001', '7'])"))
                .containsExactly("{m.000001,7}");
        assertThat(Queries.rows(connection, "SELECT v_fk_name FROM v_fkeys")).contains("fk_replica_batch");
    }

    @Test
    void migrations_are_found_whatever_the_context_class_loader_is() {
        var flyway = flyway(SCHEMA);
        // Flyway looks for SLF4J with the context class loader, and would print through this one instead.
        var printer = Logger.getLogger("org.flywaydb");
        printer.setLevel(Level.OFF);
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(flyway.migrate().targetSchemaVersion).isEqualTo("2.0.10");
        } finally {
            thread.setContextClassLoader(loader);
            printer.setLevel(null);
        }
    }

    @Test
    void a_staged_catalogue_works_once_it_is_live() throws Exception {
        Queries.execute(
                connection,
                "CREATE SCHEMA sch_chameleon; CREATE TABLE sch_chameleon.t_sources (id int);"
                        + "CREATE TABLE sch_chameleon.t_replica_batch (id int);"
                        + "CREATE TYPE sch_chameleon.en_src_status AS ENUM ('ready')");
        var before = CatalogueStructure.read(connection, SCHEMA);

        flyway(STAGE).migrate();
        assertThat(CatalogueStructure.read(connection, SCHEMA)).isEqualTo(before);
        assertThat(CatalogueStructure.read(connection, STAGE)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        Queries.execute(
                connection,
                "ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1;"
                        + "ALTER SCHEMA _sch_chameleon_version2 RENAME TO sch_chameleon");

        assertThat(flyway(SCHEMA).validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway(SCHEMA).migrate().migrationsExecuted).isZero();
        use(CatalogueVersion.LATEST);
        assertThat(Queries.rows(
                        connection,
                        "SELECT sch_chameleon.binlog_max(ARRAY[t_binlog_name, i_binlog_position::text])"
                                + " FROM sch_chameleon.t_replica_batch"))
                .containsExactly("{m.000001,10}");
        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
    }

    @Test
    void a_failure_in_the_last_script_undoes_all_scripts() throws Exception {
        CatalogueMigrations.configure(database.dataSource(), SCHEMA, CatalogueVersion.parse("2.0.3"))
                .load()
                .migrate();
        var before = CatalogueStructure.read(connection, SCHEMA);
        var history = history();
        Queries.execute(connection, "CREATE VIEW sch_chameleon.v_idx_cons AS SELECT 1 AS other");

        assertThatThrownBy(flyway(SCHEMA)::migrate).isInstanceOf(FlywayException.class);

        Queries.execute(connection, "DROP VIEW sch_chameleon.v_idx_cons");
        assertThat(CatalogueStructure.read(connection, SCHEMA)).isEqualTo(before);
        assertThat(history()).isEqualTo(history);
        assertThat(flyway(SCHEMA).info().current().getVersion()).hasToString("2.0.3");
    }

    @Test
    void a_name_that_is_too_long_for_2_0_9_stops_the_upgrade() throws Exception {
        CatalogueMigrations.configure(database.dataSource(), SCHEMA, CatalogueVersion.parse("2.0.8"))
                .load()
                .migrate();
        Queries.execute(
                connection,
                "INSERT INTO sch_chameleon.t_discarded_rows (i_id_batch, v_table_name, v_schema_name)"
                        + " VALUES (1, repeat('x', 65), 's')");

        assertThatThrownBy(flyway(SCHEMA)::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("22001")
                .hasMessageContaining("V2.0.9__Limit_names_to_64_characters.sql: ERROR: value too long");
    }

    private Flyway flyway(String schema) {
        return CatalogueMigrations.configure(database.dataSource(), schema).load();
    }

    /** Adds a source if there is none yet, and one batch with one event. */
    private void use(CatalogueVersion version) throws SQLException {
        Queries.execute(
                connection,
                "INSERT INTO sch_chameleon.t_sources (t_source, jsb_schema_mappings, enm_source_type, v_log_table)"
                        + " VALUES ('s1', '{}', 'mysql', '{t_log_replica_s1_1,t_log_replica_s1_2}')"
                        + " ON CONFLICT DO NOTHING");
        Queries.execute(connection, "SELECT sch_chameleon.fn_refresh_parts()");
        int position = Integer.parseInt(version.number().substring("2.0.".length()));
        Queries.execute(
                connection,
                ("WITH batch AS (INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name,"
                                + " i_binlog_position) SELECT i_id_source, 'm.000001', %d FROM sch_chameleon.t_sources"
                                + " RETURNING i_id_batch)"
                                + "INSERT INTO sch_chameleon.t_log_replica_s1_1"
                                + " (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, i_binlog_position)"
                                + " SELECT i_id_batch, 't', 's', 'ddl', %d FROM batch")
                        .formatted(position, position));
    }

    private List<String> history() throws SQLException {
        return Queries.rows(connection, "SELECT * FROM sch_chameleon.flyway_schema_history ORDER BY installed_rank");
    }
}
