package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusAndEnableReplicaIT {
    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void operator() {
        operator = Operator.at(home).with("PGPASSWORD", TestDatabase.PASSWORD).with("PGUSER", TestDatabase.OWNER);
    }

    @Test
    void a_database_without_a_catalogue_is_an_answer() {
        try (TestDatabase empty = TestDatabase.create()) {
            var human = operator.run("status", "--url", empty.url());
            assertThat(human.exitCode()).isZero();
            assertThat(human.err()).isEmpty();
            assertThat(human.out()).contains("sch_chameleon  none", "There is no replica catalogue in this database.");

            var json = operator.run("status", "--url", empty.url(), "--output", "json");
            assertThat(json.exitCode()).isZero();
            assertThat(json.outcome()).isEqualTo("done");
            assertThat(json.liveCatalogue()).isEqualTo("none");
            assertThat(json.json().getAsJsonObject("status").getAsJsonArray("sources"))
                    .isEmpty();
        }
    }

    @Test
    void the_sources_of_a_1_7_catalogue_are_shown_in_columns() {
        try (TestDatabase database = Scenario.TWOOPEN.database()) {
            var result = operator.run("status", "--url", database.url());

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .containsPattern(
                            "(?m)^  id  source     type   status   consistent  read lag +last read +replay lag")
                    .containsPattern("(?m)^  1   source_01  mysql  stopped  ")
                    .containsPattern("(?m)^  2   source_02  mysql  running  ");
        }
    }

    @Test
    void one_source_is_shown_in_detail() {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            operator.configuredFor(database).run("upgrade", "--config", "upgraded", "--yes");

            var human = operator.run("status", "--config", "upgraded", "--source", "upgraded");
            assertThat(human.exitCode()).isZero();
            assertThat(human.out())
                    .contains("  my_schema_01   db_schema_01\n")
                    .containsPattern("(?m)^  tables replicated +15$")
                    .containsPattern("(?m)^  db_schema_01.t_comp +tenant, code, seq +mysql-bin");

            var json = operator.run("status", "--config", "upgraded", "--source", "upgraded", "--output", "json");
            var status = json.json().getAsJsonObject("status");
            var source = status.getAsJsonArray("sources").get(0).getAsJsonObject();
            assertThat(json.liveCatalogue()).isEqualTo("2.0.10");
            assertThat(status.getAsJsonObject("situation").get("retired").getAsString())
                    .isEqualTo("1.7");
            assertThat(source.get("status").getAsString()).isEqualTo("stopped");
            assertThat(source.getAsJsonObject("restartPoint").get("file").getAsString())
                    .startsWith("mysql-bin.");
            assertThat(source.getAsJsonArray("tables")).hasSize(15);
        }
    }

    @Test
    void enable_replica_lets_an_upgrade_pass_after_a_killed_replica() {
        try (TestDatabase database = Scenario.TWOOPEN.database()) {
            operator.configuredFor(database);
            assertThat(operator.run("check", "--config", "upgraded").exitCode()).isEqualTo(3);

            var unknown = operator.run("enable-replica", "--config", "upgraded", "--source", "nobody");
            assertThat(unknown.exitCode()).isEqualTo(3);
            assertThat(unknown.err()).contains("nobody", "source_02");

            var enabled = operator.run("enable-replica", "--config", "upgraded", "--source", "source_02");
            assertThat(enabled.exitCode()).isZero();
            assertThat(enabled.out())
                    .contains("The source source_02 can be started again.")
                    .containsPattern("(?m)^  t_sources.enm_status  running  stopped$");

            var again =
                    operator.run("enable-replica", "--config", "upgraded", "--source", "source_02", "--output", "json");
            assertThat(again.exitCode()).isZero();
            assertThat(again.outcome()).isEqualTo("nothing-to-do");
            assertThat(again.json().getAsJsonArray("changes")).isEmpty();

            assertThat(operator.run("check", "--config", "upgraded").exitCode()).isZero();
        }
    }

    @Test
    void a_password_is_asked_for_and_never_shown() {
        try (TestDatabase database = TestDatabase.create()) {
            String[] command = {"status", "--url", database.url(), "--user", TestDatabase.OWNER, "--password"};

            var right = Operator.at(home).answering(TestDatabase.PASSWORD).run(command);
            assertThat(right.exitCode()).isZero();
            assertThat(right.err()).isEqualTo("Password: ");

            var wrong = Operator.at(home)
                    .answering("hunter2")
                    .run("status", "--url", database.url(), "--password", "--user", "nobody", "--verbose");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.out() + wrong.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_usage_error() {
        var result = operator.run("status", "--url", "postgresql://localhost:1/db", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.failureCode()).isEqualTo("connection.refused");
        assertThat(result.err()).contains("usr_replica@localhost:1/db", "Nothing was tried.");
    }
}
