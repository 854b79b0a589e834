package io.chameleon.runner;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Flyway that knows nothing but schema and location, and the runner, on the same catalogue. */
class PlainFlywayIT {
    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.5", "2.0.9"})
    void has_nothing_to_do_after_the_runner(String version) {
        try (var catalogue = UsedCatalogue.of(version)) {
            catalogue.upgrade();

            assertCleanWithPlainFlyway(catalogue.database());
        }
    }

    @Test
    void has_nothing_to_do_after_an_upgrade_from_1_7_that_ended_early() {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            var early = UpgradeOptions.defaults().withTarget(CatalogueVersion.parse("2.0.6"));
            Upgrades.of(Scenario.UPDATE, database, early).run(UpgradeListener.SILENT);

            UpgradeResult result = Upgrades.of(Scenario.UPDATE, database).run(UpgradeListener.SILENT);

            assertThat(result.before()).isEqualTo("2.0.6");
            assertCleanWithPlainFlyway(database);
        }
    }

    @Test
    void may_have_baselined_the_catalogue_only() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            plain(catalogue.database(), "2.0.4", "2.0.10").baseline();

            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
            assertCleanWithPlainFlyway(catalogue.database());
        }
    }

    @Test
    void may_have_been_killed_before_it_recorded_the_baseline() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            plain(catalogue.database(), "2.0.4", "2.0.10").baseline();
            catalogue.execute("DELETE FROM sch_chameleon.flyway_schema_history");

            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
            assertCleanWithPlainFlyway(catalogue.database());
        }
    }

    @Test
    void may_have_upgraded_a_part_of_the_way() {
        try (var catalogue = UsedCatalogue.of("2.0.2")) {
            Flyway plain = plain(catalogue.database(), "2.0.2", "2.0.6");
            plain.baseline();
            plain.migrate();

            UpgradeResult result = catalogue.upgrade();

            assertThat(result.before()).isEqualTo("2.0.6");
            assertCleanWithPlainFlyway(catalogue.database());
        }
    }

    @Test
    void leaves_nothing_to_do_for_the_runner() {
        try (var catalogue = UsedCatalogue.of("2.0.2")) {
            Flyway plain = plain(catalogue.database(), "2.0.2", "2.0.10");
            plain.baseline();
            plain.migrate();

            assertThat(catalogue.upgrade().outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
            assertThat(new CatalogueVerification(catalogue.database().dataSource()).run())
                    .matches(VerificationResult::passed);
        }
    }

    static void assertCleanWithPlainFlyway(TestDatabase database) {
        Flyway plain = plain(database, "1", "latest");
        assertThat(plain.validateWithResult().validationSuccessful).isTrue();
        assertThat(plain.migrate().migrationsExecuted).isZero();
        assertThat(plain.info().current().getVersion()).hasToString("2.0.10");
    }

    private static Flyway plain(TestDatabase database, String baseline, String target) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema(SCHEMA)
                .locations("classpath:db/chameleon")
                .baselineVersion(baseline)
                .target(target)
                .load();
    }
}
