package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as a process. */
class JarIT {
    @TempDir
    Path directory;

    @Test
    void shows_its_version_and_help_without_loading_flyway() throws Exception {
        for (String option : new String[] {"--version", "--help"}) {
            var result = jar().withJavaOption("-verbose:class").run(option);

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains("chameleon-runner", "picocli").doesNotContain("org.flywaydb");
        }
        assertThat(jar().run("--version").out()).matches("chameleon-runner [0-9]+\\.[^\n]+\n[^\n]+\n");
    }

    @Test
    void refuses_to_upgrade_without_a_terminal() throws Exception {
        var result = jar().run("upgrade", "--config", "default");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                error: upgrade asks before it changes anything, and there is no terminal to ask on.
                remedy: Add --yes to go ahead without being asked.
                Nothing was tried.
                more: docs/troubleshooting.md#confirmation.no-terminal
                """);
    }

    @Test
    void tells_the_status_of_an_empty_database() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            var result = jar().with("PGPASSWORD", TestDatabase.PASSWORD)
                    .run("status", "--url", database.url(), "--user", TestDatabase.OWNER, "--output", "json");

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.liveCatalogue()).isEqualTo("none");
        }
    }

    @Test
    void upgrades_without_a_word_from_flyway() throws Exception {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            var result = jar().configuredFor(database).run("upgrade", "--config", "upgraded.yml", "--yes");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).startsWith("The catalogue is 2.0.10 now; it was 1.7.\n");
            assertThat(result.err()).doesNotContainIgnoringCase("flyway").doesNotContain("INFO", "WARN]");
        }
    }

    @Test
    void takes_a_killed_replica_to_a_catalogue_that_goes_on_replicating() throws Exception {
        try (TestDatabase database = Scenario.TWOOPEN.database()) {
            var refused = jar().configuredFor(database).run("upgrade", "--config", "upgraded.yml", "--yes");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("source_02", "running", "enable-replica --source source_02");

            var enabled = jar().configuredFor(database)
                    .run("enable-replica", "--config", "upgraded.yml", "--source", "source_02", "--yes");
            assertThat(enabled.exitCode()).isZero();
            var upgraded = jar().configuredFor(database).run("upgrade", "--config", "upgraded.yml", "--yes");
            assertThat(upgraded.exitCode()).isZero();

            try (Connection connection = database.connect()) {
                var outcome = new ReplicaReader(connection, "upgraded", 1000, 1000).play(Scenario.TWOOPEN);
                assertThat(outcome.tableErrors()).isEmpty();
                DestinationTruth.of(Scenario.TWOOPEN).assertMatches(connection);
            }
        }
    }

    @Test
    void ends_at_once_when_it_is_told_to_while_it_only_reads() throws Exception {
        try (TestDatabase database = Scenario.UPDATE.database();
                Connection blocker = locked(database, "ACCESS EXCLUSIVE")) {
            var process = jar().configuredFor(database).start("check", "--config", "upgraded.yml", "--output", "json");
            awaitWaitingSession(database);

            var result = process.terminate();

            assertThat(blocker.isClosed()).isFalse();
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.outcome()).isEqualTo("failed");
            assertThat(result.failureCode()).isEqualTo("interrupted");
        }
    }

    @Test
    void ends_at_a_safe_point_when_it_is_told_to_while_it_upgrades() throws Exception {
        try (TestDatabase database = Scenario.UPDATE.database();
                Connection blocker = locked(database, "ACCESS SHARE")) {
            var process = jar().configuredFor(database)
                    .start("upgrade", "--config", "upgraded.yml", "--yes", "--lock-timeout", "2", "--output", "json");
            awaitWaitingSession(database);

            var result = process.terminate();

            assertThat(blocker.isClosed()).isFalse();
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.failureCode()).isEqualTo("interrupted");
            assertThat(result.liveCatalogue()).isEqualTo("1.7");
            assertThat(result.err()).contains("waiting for the next safe point", "The live catalogue is 1.7.");
            assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                    .containsExactly("1.7");
        }
    }

    private JarProcess.Builder jar() {
        return new JarProcess.Builder(directory);
    }

    private static Connection locked(TestDatabase database, String mode) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE sch_chameleon.t_sources IN " + mode + " MODE");
        }
        return connection;
    }

    private static void awaitWaitingSession(TestDatabase database) throws Exception {
        for (int look = 0; look < 300; look++) {
            if (!database.query("SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = 'chameleon-runner' AND wait_event_type = 'Lock'")
                    .isEmpty()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the runner doesn't wait for a lock");
    }
}
