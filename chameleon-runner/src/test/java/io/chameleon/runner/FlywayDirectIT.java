package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The runner and a plain Flyway take turns on the same catalogue. */
class FlywayDirectIT {
    @Test
    void flyway_has_nothing_to_do_where_the_runner_has_upgraded_from_1_7() {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            Upgrades.of(Scenario.UPDATE, database).run(UpgradeListener.SILENT);

            Flyway flyway = plain(database);
            assertThat(flyway.validateWithResult().getAllErrorMessages()).isEmpty();
            assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
            assertThat(flyway.migrate().migrationsExecuted).isZero();
            assertThat(flyway.info().current().getVersion()).hasToString("2.0.10");
        }
    }

    @Test
    void the_runner_has_nothing_to_do_where_flyway_has_installed() {
        try (TestDatabase database = TestDatabase.create()) {
            plain(database).migrate();

            UpgradeResult result = Upgrades.of(Scenario.UPDATE, database).run(UpgradeListener.SILENT);

            assertThat(result.outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
            assertThat(result.after()).isEqualTo("2.0.10");
        }
    }

    private static Flyway plain(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema("sch_chameleon")
                .locations("classpath:db/chameleon")
                .load();
    }
}
