package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyIT {
    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void operator() {
        operator = Operator.at(home).with("PGPASSWORD", TestDatabase.PASSWORD).with("PGUSER", TestDatabase.OWNER);
    }

    @Test
    void a_catalogue_that_is_what_it_claims_to_be() {
        try (TestDatabase database = installed("2.0.10")) {
            var human = operator.run("verify", "--url", database.url());
            assertThat(human.exitCode()).isZero();
            assertThat(human.err()).isEmpty();
            assertThat(human.out())
                    .startsWith("Catalogue 2.0.10\n\nNo difference from pg_chameleon's catalogue 2.0.10, ")
                    .endsWith("(--verbose lists them).\n");
            assertThat(operator.run("verify", "--url", database.url(), "--verbose")
                            .out())
                    .contains("\n  Flyway's history table\n");

            var json = operator.run("verify", "--url", database.url(), "--output", "json");
            assertThat(json.outcome()).isEqualTo("done");
            assertThat(json.liveCatalogue()).isEqualTo("2.0.10");
            assertThat(json.json().getAsJsonArray("differences")).isEmpty();
            assertThat(json.json().get("halfApplied").isJsonNull()).isTrue();
            assertThat(json.json().getAsJsonArray("harmless").toString()).contains("Flyway's history table");
        }
    }

    @Test
    void a_recorded_1_7_catalogue_passes_too() {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            var result = operator.configuredFor(database).run("verify", "--config", "upgraded");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).startsWith("Catalogue 1.7\n\nNo difference");
        }
    }

    @Test
    void each_difference_is_named_and_the_exit_code_is_3() {
        try (TestDatabase database = installed("2.0.10")) {
            database.execute("ALTER TABLE sch_chameleon.t_error_log DROP COLUMN t_sql;"
                    + " ALTER TABLE sch_chameleon.t_sources ADD mine int");

            var human = operator.run("verify", "--url", database.url());
            assertThat(human.exitCode()).isEqualTo(3);
            assertThat(human.out())
                    .containsPattern("(?m)^  column t_error_log.t_sql +text +absent$")
                    .containsPattern("(?m)^  column t_sources.mine +absent +integer$")
                    .contains("2 differences");
            assertThat(human.err())
                    .startsWith("error: The catalogue isn't what its version 2.0.10 should be: 2 differences.\n")
                    .endsWith("Nothing was changed. The live catalogue is 2.0.10.\n"
                            + "more: docs/troubleshooting.md#verify.differs\n");

            var json = operator.run("verify", "--url", database.url(), "--output", "json");
            assertThat(json.exitCode()).isEqualTo(3);
            assertThat(json.outcome()).isEqualTo("refused");
            assertThat(json.failureCode()).isEqualTo("verify.differs");
            assertThat(json.json().getAsJsonArray("differences").get(0))
                    .hasToString(
                            "{\"object\":\"column t_error_log.t_sql\",\"expected\":\"text\",\"found\":\"absent\"}");
        }
    }

    @Test
    void an_upgrade_left_half_applied_is_named_and_finished_by_repair() {
        try (TestDatabase database = installed("2.0.4")) {
            database.execute("CREATE OR REPLACE VIEW sch_chameleon.v_version AS SELECT '2.0.3'::text AS t_version");

            var verified = operator.run("verify", "--url", database.url(), "--output", "json");
            assertThat(verified.exitCode()).isEqualTo(3);
            assertThat(verified.failureCode()).isEqualTo("verify.half-applied");
            assertThat(verified.json().get("halfApplied").getAsString()).isEqualTo("2.0.4");
            assertThat(verified.err()).contains("remedy: Finish it with: upgrade --repair\n");

            var refused = operator.run("upgrade", "--url", database.url(), "--yes", "--output", "json");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.checks("FAIL")).containsExactly("half-applied");
            assertThat(operator.run("check", "--url", database.url(), "--repair")
                            .exitCode())
                    .isZero();

            var repaired = operator.run("upgrade", "--url", database.url(), "--repair", "--yes", "--output", "json");
            assertThat(repaired.exitCode()).isZero();
            assertThat(repaired.liveCatalogue()).isEqualTo("2.0.10");
            assertThat(operator.run("verify", "--url", database.url()).exitCode())
                    .isZero();
        }
    }

    @Test
    void without_a_catalogue_it_is_refused() {
        try (TestDatabase empty = TestDatabase.create()) {
            var result = operator.run("verify", "--url", empty.url(), "--output", "json");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.failureCode()).isEqualTo("verify.no-catalogue");
            assertThat(result.liveCatalogue()).isEqualTo("none");
        }
    }

    private TestDatabase installed(String version) {
        TestDatabase database = TestDatabase.create();
        assertThat(operator.run("install", "--url", database.url(), "--target", version, "--yes")
                        .exitCode())
                .isZero();
        return database;
    }
}
