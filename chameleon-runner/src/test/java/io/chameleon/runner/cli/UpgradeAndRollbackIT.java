package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeAndRollbackIT {
    private static final String[] UPGRADE = {"upgrade", "--config", "upgraded"};
    private static final String[] UPGRADE_YES = {"upgrade", "--config", "upgraded", "--yes", "--output", "json"};

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
    void upgrade_asks_and_goes_on_with_YES() throws SQLException {
        var result = operator.answering("YES").run(UPGRADE);

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains(
                        "Upgrade of the catalogue from 1.7 to 2.0.10:\n",
                        "replayed first: 6 batches with 1240 events\n",
                        "Type YES to upgrade: ")
                .containsPattern("(?m)^[0-9T:-]+Z  swap catalogues +[0-9.]+ s  the catalogue is 2.0.10 now")
                .containsOnlyOnce("  replayed first: ");
        assertThat(result.out()).isEqualTo("""
                The catalogue is 2.0.10 now; it was 1.7.

                  source    merged from           status   tables  batch start               consistent point
                  upgraded  source_01, source_02  stopped  15      mysql-bin.000001,6007030  mysql-bin.000002,255873

                Next, with pg_chameleon 2.0.21:
                  chameleon show_status --config upgraded
                  chameleon start_replica --config upgraded --source upgraded

                The old catalogue is kept as _sch_chameleon_version1. To go back to it, before a replica is started:
                  chameleon-runner rollback --config upgraded
                """);
        assertThat(liveVersion()).isEqualTo("2.0.10");
    }

    @Test
    void upgrade_does_nothing_when_the_answer_is_another() throws SQLException {
        for (String answer : new String[] {"yes", "no", ""}) {
            var result = operator.answering(answer).run(UPGRADE);

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("error: The answer wasn't YES.", "The live catalogue is 1.7.");
        }
        var result = operator.answering("n").run("upgrade", "--config", "upgraded", "--output", "json");
        assertThat(result.outcome()).isEqualTo("refused");
        assertThat(result.failureCode()).isEqualTo("declined");
        assertThat(liveVersion()).isEqualTo("1.7");
        assertThat(database.query(
                        "SELECT count(*) FROM sch_chameleon.t_replica_batch WHERE b_processed" + " AND NOT b_replayed"))
                .containsExactly("6");
    }

    @Test
    void nobody_is_asked_about_an_upgrade_that_would_be_refused() {
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'error'");

        var result = operator.answering("YES").run(UPGRADE);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains(
                        "FAIL  source-status  The source source_01 has the status error.",
                        "The source source_02 has the status error.")
                .doesNotContain("Type YES");
    }

    @Test
    void upgrade_in_CI_then_again_has_nothing_to_do() {
        var first = operator.run(UPGRADE_YES);

        assertThat(first.exitCode()).isZero();
        assertThat(first.outcome()).isEqualTo("done");
        assertThat(first.json().getAsJsonObject("catalogue"))
                .hasToString("{\"before\":\"1.7\",\"after\":\"2.0.10\",\"live\":\"2.0.10\"}");
        assertThat(first.json().getAsJsonArray("steps")).hasSize(6);
        assertThat(first.json().getAsJsonObject("replay").get("ddl").getAsInt()).isEqualTo(2);

        for (String command : new String[] {"check", "plan", "upgrade"}) {
            var again = operator.run(command, "--config", "upgraded", "--yes", "--output", "json");
            assertThat(again.exitCode()).isZero();
            assertThat(again.outcome()).isEqualTo("nothing-to-do");
            assertThat(again.liveCatalogue()).isEqualTo("2.0.10");
        }
        assertThat(operator.run("check", "--config", "upgraded").out())
                .isEqualTo("Nothing to do: the catalogue is 2.0.10 already.\n");
    }

    @Test
    void a_rehearsal_asks_tells_and_leaves_no_trace() throws SQLException {
        var asked = operator.answering("YES").run("upgrade", "--config", "upgraded", "--rehearse");
        assertThat(asked.exitCode()).isZero();
        assertThat(asked.err()).contains("Type YES to rehearse the upgrade: ", "rolled back");
        assertThat(asked.out())
                .startsWith("The upgrade would succeed.")
                .contains("the catalogue is 1.7 as before")
                .containsPattern("swap catalogues +AccessExclusiveLock +sch_chameleon.t_sources");

        var inCi = operator.run("upgrade", "--config", "upgraded", "--rehearse", "--yes", "--output", "json");
        assertThat(inCi.exitCode()).isZero();
        assertThat(inCi.liveCatalogue()).isEqualTo("1.7");
        var rehearsal = inCi.json().getAsJsonObject("rehearsal");
        assertThat(rehearsal.getAsJsonObject("rows").get("t_sources").getAsInt())
                .isPositive();
        assertThat(rehearsal.getAsJsonArray("locks")).isNotEmpty();
        assertThat(inCi.json().getAsJsonObject("replay").get("ddl").getAsInt()).isEqualTo(2);
        assertThat(liveVersion()).isEqualTo("1.7");
    }

    @Test
    void a_backup_that_cannot_be_made_is_refused_before_anybody_is_asked() throws SQLException {
        var result = operator.with("PATH", home.toString())
                .answering("YES")
                .run(
                        "upgrade",
                        "--config",
                        "upgraded",
                        "--backup",
                        home.resolve("before.dump").toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("There is no pg_dump on the path").doesNotContain("Type YES");
        assertThat(liveVersion()).isEqualTo("1.7");
        assertThat(operator.run("upgrade", "--config", "upgraded", "--pg-dump", "pg_dump")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void rollback_asks_puts_the_old_catalogue_back_and_leaves_a_leftover() throws SQLException {
        operator.run(UPGRADE_YES);

        var declined = operator.answering("no").run("rollback", "--config", "upgraded");
        assertThat(declined.exitCode()).isEqualTo(3);
        assertThat(declined.err()).contains("goes back from 2.0.10 to 1.7", "The live catalogue is 2.0.10.");
        assertThat(liveVersion()).isEqualTo("2.0.10");

        var done = operator.answering("YES").run("rollback", "--config", "upgraded");
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).startsWith("The catalogue is 1.7 again;").contains("--on-leftover=drop");
        assertThat(liveVersion()).isEqualTo("1.7");

        var refused = operator.run(UPGRADE_YES);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.checks("FAIL")).containsExactly("leftover-version2");

        var upgraded = operator.run("upgrade", "--config", "upgraded", "--yes", "--on-leftover=drop");
        assertThat(upgraded.exitCode()).isZero();
        assertThat(liveVersion()).isEqualTo("2.0.10");
    }

    @Test
    void rollback_of_a_1_7_catalogue_is_refused_without_a_question() {
        var result = operator.answering("YES").run("rollback", "--config", "upgraded", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.failureCode()).isEqualTo("rollback.not-upgraded");
        assertThat(result.liveCatalogue()).isEqualTo("1.7");
        assertThat(result.err()).doesNotContain("Type YES");
    }

    @Test
    void a_forced_rollback_warns() {
        operator.run(UPGRADE_YES);
        database.execute("UPDATE sch_chameleon.t_replica_batch SET b_started = true");

        var refused = operator.run("rollback", "--config", "upgraded", "--yes", "--output", "json");
        assertThat(refused.failureCode()).isEqualTo("rollback.has-replicated");

        var forced = operator.run("rollback", "--config", "upgraded", "--yes", "--force", "--output", "json");
        assertThat(forced.exitCode()).isZero();
        assertThat(forced.json().getAsJsonArray("replicationTraces")).isNotEmpty();
        assertThat(forced.liveCatalogue()).isEqualTo("1.7");
    }

    private String liveVersion() throws SQLException {
        return database.query("SELECT t_version FROM sch_chameleon.v_version").get(0);
    }
}
