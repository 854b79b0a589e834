package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upgrade within 2.0 refuses; each refusal is named, and changes nothing. */
class RefusedMaintenanceIT {
    /** What is wrong, the check that finds it, and what its finding and its remedy name. */
    record Refused(String version, String sql, String check, List<String> names, String remedy) {}

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused(
                        "2.0.8",
                        "UPDATE sch_chameleon.t_indexes SET v_index_name = repeat('x', 65)",
                        "name-length",
                        List.of("t_indexes.v_index_name", "x".repeat(65)),
                        "shorten"),
                new Refused(
                        "2.0.3",
                        "UPDATE sch_chameleon.t_replica_tables SET v_table_name = repeat('y', 65) WHERE i_id_table = 1",
                        "name-length",
                        List.of("t_replica_tables.v_table_name", "y".repeat(65)),
                        "shorten"),
                new Refused(
                        "2.0.3",
                        "ALTER TABLE sch_chameleon.t_error_log DROP COLUMN t_sql",
                        "catalogue-structure",
                        List.of("t_error_log.t_sql", "absent"),
                        "2.0.3"),
                new Refused(
                        "2.0.6",
                        "CREATE TABLE sch_chameleon.t_ukeys (id int)",
                        "catalogue-structure",
                        List.of("t_ukeys"),
                        "2.0.6"),
                new Refused(
                        "2.0.4",
                        "CREATE TABLE sch_chameleon.flyway_schema_history (version text, success bool);"
                                + "INSERT INTO sch_chameleon.flyway_schema_history VALUES ('2.0.2', true)",
                        "migration-history",
                        List.of("2.0.2", "2.0.4"),
                        "--repair"),
                new Refused(
                        "2.0.4",
                        "CREATE TABLE sch_chameleon.flyway_schema_history (version text, success bool);"
                                + "INSERT INTO sch_chameleon.flyway_schema_history VALUES ('1', true)",
                        "migration-history",
                        List.of("not the catalogue's"),
                        "flyway_schema_history"),
                new Refused(
                        "2.0.4",
                        "CREATE OR REPLACE VIEW sch_chameleon.v_version AS SELECT '2.1.0'::text AS t_version",
                        "catalogue-version",
                        List.of("2.1.0"),
                        "right database"),
                new Refused(
                        "2.0.4",
                        "ALTER SCHEMA sch_chameleon RENAME TO other",
                        "catalogue-version",
                        List.of("sch_chameleon doesn't exist"),
                        "destination database"));
    }

    private UsedCatalogue catalogue;

    @AfterEach
    void drop() {
        catalogue.close();
    }

    @ParameterizedTest
    @MethodSource
    void refused(Refused refused) {
        catalogue = UsedCatalogue.of(refused.version());
        catalogue.execute(refused.sql());

        Check failure = onlyFailure(UpgradeOptions.defaults());
        assertThat(failure.id()).isEqualTo(refused.check());
        assertThat(failure.found()).contains(refused.names());
        assertThat(failure.remedy()).contains(refused.remedy());
        assertRefusedFor(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "error", "initialising", "syncing"})
    void a_source_that_is_not_at_rest_is_named(String status) throws SQLException {
        catalogue = UsedCatalogue.of("2.0.5");
        catalogue.execute("UPDATE sch_chameleon.t_sources SET enm_status = '" + status + "' WHERE t_source = 's2'");
        var before = catalogue.everything();

        Check failure = onlyFailure(UpgradeOptions.defaults());
        assertThat(failure.id()).isEqualTo("source-status");
        assertThat(failure.found()).contains("s2", status);
        assertThat(failure.remedy()).contains("enable-replica --source s2");
        assertRefusedFor(failure);
        assertThat(catalogue.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "initialised", "synced", "stopped"})
    void a_source_at_rest_is_upgraded(String status) {
        catalogue = UsedCatalogue.of("2.0.9");
        catalogue.execute("UPDATE sch_chameleon.t_sources SET enm_status = '" + status + "'");

        assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
    }

    @Test
    void a_connected_replica_is_named() throws SQLException {
        catalogue = UsedCatalogue.of("2.0.5");
        try (var replica = catalogue.database().connect()) {
            replica.setClientInfo("ApplicationName", "[pg_chameleon] - Source: s1");

            Check failure = onlyFailure(UpgradeOptions.defaults());
            assertThat(failure.id()).isEqualTo("live-connections");
            assertThat(failure.found()).contains("[pg_chameleon] - Source: s1");
            assertRefusedFor(failure);
        }
    }

    @Test
    void an_older_target_is_refused() {
        catalogue = UsedCatalogue.of("2.0.5");
        var options = UpgradeOptions.defaults().withTarget(CatalogueVersion.parse("2.0.3"));

        Check failure = onlyFailure(options);
        assertThat(failure.id()).isEqualTo("target-version");
        assertThat(failure.found()).contains("2.0.3", "2.0.5");
    }

    @Test
    void a_long_name_does_not_matter_before_2_0_9() {
        catalogue = UsedCatalogue.of("2.0.7");
        catalogue.execute("UPDATE sch_chameleon.t_indexes SET v_index_name = repeat('x', 65)");
        var options = UpgradeOptions.defaults().withTarget(CatalogueVersion.parse("2.0.8"));

        assertThat(catalogue.upgrade(options).run(UpgradeListener.SILENT).after())
                .isEqualTo("2.0.8");
    }

    @Test
    void a_role_that_is_not_the_owner_is_refused() {
        catalogue = UsedCatalogue.of("2.0.5");
        String role = "reader_of_" + catalogue.database().name();
        catalogue
                .database()
                .executeAsSuperuser("CREATE ROLE " + role + " LOGIN PASSWORD 'reader';"
                        + "GRANT USAGE ON SCHEMA sch_chameleon TO " + role + ";"
                        + "GRANT SELECT ON ALL TABLES IN SCHEMA sch_chameleon TO " + role);
        try {
            var upgrade = new CatalogueUpgrade(
                    catalogue.database().dataSource(role, "reader"),
                    Upgrades.anyConfiguration(),
                    UpgradeOptions.defaults());

            assertThat(upgrade.check().failures()).extracting(Check::id).containsExactly("privilege-owner");
        } finally {
            catalogue.database().executeAsSuperuser("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void a_foreign_object_is_named_even_for_a_superuser() {
        catalogue = UsedCatalogue.of("2.0.5");
        catalogue.database().executeAsSuperuser("ALTER TABLE sch_chameleon.t_error_log OWNER TO postgres");

        Check failure = onlyFailure(UpgradeOptions.defaults());
        assertThat(failure.id()).isEqualTo("privilege-owner");
        assertThat(failure.found()).contains("table t_error_log");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_schema_that_a_superuser_has_made_has_to_belong_to_the_owner_of_the_tables(boolean superuser)
            throws SQLException {
        catalogue = UsedCatalogue.of("2.0.6");
        catalogue.database().executeAsSuperuser("""
                ALTER SCHEMA sch_chameleon OWNER TO postgres;
                GRANT ALL ON SCHEMA sch_chameleon TO usr_replica""");
        var upgrade = new CatalogueUpgrade(
                superuser
                        ? catalogue.database().superuserDataSource()
                        : catalogue.database().dataSource(),
                Upgrades.anyConfiguration(),
                UpgradeOptions.defaults());

        assertThat(upgrade.check().failures()).singleElement().satisfies(check -> {
            assertThat(check.id()).isEqualTo("privilege-owner");
            assertThat(check.found()).contains("belongs to postgres", "its tables to usr_replica");
            catalogue.database().executeAsSuperuser(check.remedy().replaceFirst("^.*: ", ""));
        });

        assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(catalogue
                        .database()
                        .query("SELECT DISTINCT relowner::regrole FROM pg_class"
                                + " WHERE relnamespace = 'sch_chameleon'::regnamespace"))
                .containsExactly("usr_replica");
    }

    @Test
    void what_others_have_added_is_a_warning_and_stays() throws SQLException {
        catalogue = UsedCatalogue.of("2.0.5");
        catalogue.execute("CREATE INDEX my_index ON sch_chameleon.t_error_log (ts_error);"
                + "CREATE VIEW sch_chameleon.v_lag AS SELECT ts_last_received FROM sch_chameleon.t_last_received;"
                + "CREATE VIEW app.v_lag AS SELECT ts_last_received FROM sch_chameleon.t_last_received");

        CheckResult check = catalogue.upgrade(UpgradeOptions.defaults()).check();
        assertThat(check.checks())
                .filteredOn(found -> found.outcome() == CheckOutcome.WARN)
                .extracting(Check::found)
                .containsExactly(
                        "index t_error_log.my_index isn't pg_chameleon's.",
                        "view v_lag isn't pg_chameleon's.",
                        "Outside of the catalogue, view app.v_lag depends on it.");

        assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
        assertThat(catalogue.database().query("SELECT count(*) FROM sch_chameleon.v_lag"))
                .containsExactly("2");
    }

    private Check onlyFailure(UpgradeOptions options) {
        List<Check> failures = catalogue.upgrade(options).check().failures();
        assertThat(failures).isNotEmpty();
        assertThat(failures).extracting(Check::id).containsOnly(failures.get(0).id());
        return failures.get(0);
    }

    private void assertRefusedFor(Check failure) {
        assertThatThrownBy(catalogue::upgrade).isInstanceOfSatisfying(ChameleonException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(e.failure().code()).isEqualTo("check." + failure.id());
        });
    }
}
