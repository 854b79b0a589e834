package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndPlanIT {
    private static final String RUNNING =
            "UPDATE sch_chameleon.t_sources SET enm_status = 'running' WHERE t_source = 'source_02'";

    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void catalogue() {
        database = Scenario.INSERT.database();
        operator = Operator.at(home).configuredFor(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void check_shows_every_precondition_on_standard_output() {
        var result = operator.run("check", "--config", "upgraded");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Catalogue 1.7\n")
                .containsPattern("(?m)^  PASS  catalogue-version +The catalogue is there and its version is 1.7.$")
                .contains("0 FAIL", "an upgrade would go ahead.");
    }

    @Test
    void check_has_json() {
        var result = operator.run("check", "--config", "upgraded", "--output", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.liveCatalogue()).isEqualTo("1.7");
        assertThat(result.checks("FAIL")).isEmpty();
        assertThat(result.checks("PASS")).contains("catalogue-version", "source-status");
        assertThat(result.json().get("failure").isJsonNull()).isTrue();
    }

    @Test
    void check_with_a_failure_exits_with_3() {
        database.execute(RUNNING);

        var result = operator.run("check", "--config", "upgraded");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .containsPattern("(?m)^  FAIL  source-status +The source source_02 has the status running.$")
                .contains("remedy: ", "1 FAIL", "an upgrade would be refused.");
        assertThat(result.err())
                .contains("error: The source source_02 has the status running.")
                .endsWith("Nothing was changed. The live catalogue is 1.7.\nmore: docs/checks.md#source-status\n");
    }

    @Test
    void failed_checks_are_in_the_json_of_check_and_plan() {
        database.execute(RUNNING);

        for (String command : List.of("check", "plan")) {
            var result = operator.run(command, "--config", "upgraded", "--output", "json");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.outcome()).isEqualTo("refused");
            assertThat(result.failureCode()).isEqualTo("check.source-status");
            assertThat(result.checks("FAIL")).containsExactly("source-status");
            assertThat(result.liveCatalogue()).isEqualTo("1.7");
        }
    }

    @Test
    void check_of_an_empty_database_is_refused() {
        try (TestDatabase empty = TestDatabase.create()) {
            var result = operator.configuredFor(empty).run("check", "--config", "upgraded", "--output", "json");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.failureCode()).isEqualTo("check.catalogue-version");
            assertThat(result.liveCatalogue()).isEqualTo("none");
        }
    }

    @Test
    void plan_tells_how_sources_merge_and_where_their_streams_go_on() throws SQLException {
        var result = operator.run("plan", "--config", "upgraded");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("""
                        Upgrade of the catalogue from 1.7 to 2.0.10

                        Source upgraded
                          type              mysql
                          merged from       source_01, source_02
                          status            stopped
                          schema mappings   my_schema_01 -> db_schema_01
                                            my_schema_02 -> db_schema_02
                          batch start       mysql-bin.000001,6007030
                          consistent point  mysql-bin.000002,255873
                          tables            15

                          table                   key                coordinate
                          db_schema_01.MixedCase  Id                 mysql-bin.000001,6007030
                        """)
                .contains("  db_schema_02.t_comp     tenant, code, seq  mysql-bin.000002,255874\n")
                .contains("Replayed first: 6 batches with 1240 events\n");
        assertThat(database.query("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE '%sch_chameleon%'"))
                .containsExactly("sch_chameleon");
    }

    @Test
    void plan_has_json() {
        var result = operator.run("plan", "--config", "upgraded", "--for-release", "2.0.20", "--output", "json");

        assertThat(result.exitCode()).isZero();
        var plan = result.json().getAsJsonObject("plan");
        var source = plan.getAsJsonArray("sources").get(0).getAsJsonObject();
        assertThat(plan.get("target").getAsString()).isEqualTo("2.0.9");
        assertThat(source.get("batchStart")).hasToString("{\"file\":\"mysql-bin.000001\",\"position\":6007030}");
        assertThat(source.get("mergedSources")).hasToString("[\"source_01\",\"source_02\"]");
        assertThat(source.getAsJsonArray("tables")).hasSize(15);
        assertThat(plan.getAsJsonObject("pending").get("events").getAsInt()).isEqualTo(1240);
    }

    @Test
    void the_command_line_goes_before_the_configuration() {
        try (TestDatabase empty = TestDatabase.create()) {
            var result = operator.run("check", "--config", "upgraded", "--url", empty.url(), "--output", "json");

            assertThat(result.liveCatalogue()).isEqualTo("none");
        }
    }
}
