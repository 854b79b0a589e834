package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway alone, told nothing but the schema and the location. */
class FlywayDirectIT {
    private static final String RUNNER = "java -jar chameleon-runner.jar upgrade --config NAME";

    private TestDatabase database;
    private Connection connection;

    static List<CatalogueVersion> versions() {
        return CatalogueVersion.all().stream()
                .filter(CatalogueVersion.V1_7::isBefore)
                .toList();
    }

    private void use(TestDatabase created) throws SQLException {
        database = created;
        connection = database.connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void installs_a_catalogue(boolean inOneTransaction) throws SQLException {
        use(TestDatabase.create());

        plain().group(inOneTransaction).load().migrate();

        assertComplete();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void upgrades_each_version_from_its_baseline(CatalogueVersion version) throws SQLException {
        use(GenuineCatalogue.database(version));

        Flyway flyway = plain().baselineVersion(version.number()).load();
        flyway.baseline();
        flyway.migrate();

        assertComplete();
        assertThat(Queries.rows(connection, "SELECT t_source FROM sch_chameleon.t_sources"))
                .containsExactly("mysql");
        assertThat(Queries.rows(connection, "SELECT i_binlog_position FROM sch_chameleon.t_log_replica"))
                .containsExactly("4");
    }

    @Test
    void upgrades_in_one_go_and_in_one_transaction() throws SQLException {
        use(GenuineCatalogue.database("2.0.3"));

        baselineAt("2.0.3").group(true).load().migrate();

        assertComplete();
    }

    @Test
    void refuses_a_catalogue_1_7_whatever_it_is_told_to_do() throws SQLException {
        use(TestDatabase.create());
        Catalogue17.in(database).source("source_01", "my_schema", "dest");

        for (FluentConfiguration told :
                List.of(plain(), baselineAt("2.0.9"), baselineAt("2.0.9").validateOnMigrate(false))) {
            assertRefused(told.load()::migrate, "version 1.7", RUNNER);
        }
        assertRefused(plain().load()::baseline, "version 1.7", RUNNER);
        assertRefused(plain().load()::validate, "version 1.7", RUNNER);
    }

    /** As the runner does it. It is the schema that is migrated that counts, even where the role looks elsewhere. */
    @Test
    void stages_a_catalogue_beside_a_1_7_one() throws SQLException {
        use(TestDatabase.create());
        Catalogue17.in(database).source("source_01", "my_schema", "dest");
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'running'");
        database.executeAsSuperuser(
                "ALTER ROLE usr_replica IN DATABASE " + database.name() + " SET search_path = sch_chameleon");
        CatalogueSnapshot before = CatalogueSnapshot.take(connection, SCHEMA);

        plain().defaultSchema("_sch_chameleon_version2").load().migrate();
        assertThat(plain().defaultSchema("_sch_chameleon_version2").load().migrate().migrationsExecuted)
                .isZero();

        assertThat(CatalogueStructure.read(connection, "_sch_chameleon_version2")
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        assertThat(CatalogueSnapshot.take(connection, SCHEMA)).isEqualTo(before);
    }

    @Test
    void refuses_a_running_source_before_the_baseline() throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));

        for (String status : List.of("running", "error", "syncing", "initialising")) {
            setStatus(status);
            for (ThrowingCallable run : List.<ThrowingCallable>of(
                    baselineAt("2.0.5").load()::migrate,
                    baselineAt("2.0.5").load()::baseline,
                    baselineAt("2.0.5").validateOnMigrate(false).load()::migrate)) {
                assertRefused(run, "source mysql is " + status, "enable-replica --source mysql");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refuses_a_running_source_of_a_catalogue_that_flyway_knows(boolean inOneTransaction) throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));
        Flyway flyway = plain().baselineVersion("2.0.5").group(inOneTransaction).load();
        flyway.baseline();
        setStatus("running");

        assertRefused(flyway::migrate, "source mysql is running", "enable-replica --source mysql");
    }

    @Test
    void upgrades_with_sources_that_are_at_rest() throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));
        database.execute(
                "INSERT INTO sch_chameleon.t_sources (t_source, jsb_schema_mappings, enm_source_type, enm_status)"
                        + " SELECT status, '{}', 'mysql', status::sch_chameleon.en_src_status"
                        + " FROM unnest('{ready,stopped,initialised,synced}'::text[]) status");

        baselineAt("2.0.5").load().migrate();

        assertComplete();
    }

    @Test
    void isn_t_disturbed_by_a_running_source_when_there_is_nothing_to_do() throws SQLException {
        use(GenuineCatalogue.database(CatalogueVersion.LATEST));
        baselineAt("2.0.10").load().migrate();
        setStatus("running");

        assertComplete();
    }

    /** Too low: what exists already is in the way. Too high: no migration runs on such a baseline. */
    /** Too low: what exists already would be in the way. Too high: versions would be skipped. */
    @Test
    void a_wrong_baseline_leaves_the_catalogue_as_it_is() throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));
        CatalogueSnapshot before = CatalogueSnapshot.take(connection, SCHEMA);

        for (String baseline : List.of("1", "2.0.3", "2.0.4", "2.0.6", "2.0.9", "2.0.10")) {
            assertThatThrownBy(baselineAt(baseline).load()::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("is of version 2.0.5, but was baselined at version " + baseline)
                    .hasMessageContaining("Drop the table sch_chameleon.flyway_schema_history"
                            + " and baseline with baselineVersion=2.0.5");
            database.execute("DROP TABLE sch_chameleon.flyway_schema_history");
            assertThat(CatalogueSnapshot.take(connection, SCHEMA)).isEqualTo(before);
        }

        baselineAt("2.0.5").load().migrate();
        assertComplete();
    }

    /** Without the guards, which end with the location: the scripts themselves don't overwrite anything. */
    @Test
    void a_script_fails_on_what_exists_already() throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));
        CatalogueStructure before = CatalogueStructure.read(connection, SCHEMA);
        Flyway flyway =
                plain().baselineVersion("2.0.3").skipDefaultCallbacks(true).load();
        flyway.baseline();

        assertThatThrownBy(flyway::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("V2.0.4")
                .hasMessageContaining("already exists");
        assertThat(CatalogueStructure.read(connection, SCHEMA)).isEqualTo(before);
    }

    @Test
    void info_tells_without_refusing() throws SQLException {
        use(TestDatabase.create());
        Catalogue17.in(database);

        assertThat(plain().load().info().pending()).isNotEmpty();
    }

    /** As in a Spring Boot application, which has migrations of its own in the default place. */
    @Test
    void lives_beside_the_application_s_own_flyway() throws SQLException {
        use(TestDatabase.create());
        Flyway own = Flyway.configure()
                .dataSource(database.superuserDataSource())
                .locations("classpath:db/migration")
                .load();

        for (int start = 1; start <= 2; start++) {
            assertThat(own.migrate().migrationsExecuted).isEqualTo(start == 1 ? 1 : 0);
            plain().load().migrate();
        }

        assertComplete();
        assertThat(own.info().all()).singleElement().satisfies(migration -> assertThat(migration.getScript())
                .isEqualTo("V2.0.5__Create_the_application_s_table.sql"));
        assertThat(own.validateWithResult().validationSuccessful).isTrue();
        assertThat(Queries.rows(
                        connection,
                        "SELECT schemaname FROM pg_tables WHERE tablename = 'flyway_schema_history' ORDER BY 1"))
                .containsExactly("public", "sch_chameleon");
    }

    private FluentConfiguration plain() {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema("sch_chameleon")
                .locations("classpath:db/chameleon");
    }

    private FluentConfiguration baselineAt(String version) {
        return plain().baselineVersion(version).baselineOnMigrate(true);
    }

    private void setStatus(String status) {
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = '" + status + "'");
    }

    private void assertComplete() throws SQLException {
        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        assertThat(plain().load().validateWithResult().validationSuccessful).isTrue();
        assertThat(plain().load().migrate().migrationsExecuted).isZero();
    }

    private void assertRefused(ThrowingCallable run, String problem, String remedy) throws SQLException {
        CatalogueSnapshot before = CatalogueSnapshot.take(connection, SCHEMA);
        assertThatThrownBy(run)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy);
        assertThat(CatalogueSnapshot.take(connection, SCHEMA)).isEqualTo(before);
    }
}
