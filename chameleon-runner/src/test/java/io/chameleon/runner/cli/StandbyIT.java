package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.runner.SmallReplica;
import io.chameleon.testing.PostgresServer;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody has named a standby instead of the primary: what would write is refused before it asks, what reads says what
 * it says on the primary.
 */
class StandbyIT {
    @TempDir
    static Path directory;

    private static final Map<String, TestDatabase> DATABASES = new HashMap<>();
    private static final Map<String, CommandResult> ON_THE_PRIMARY = new HashMap<>();
    private static Standby standby;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PostgresServer.isEmbedded(), "skipped: the server's files are out of reach");
        standby = Standby.startedIn(directory);
        DATABASES.put("1.7", SmallReplica.createOn(standby.server()).database());
        DATABASES.put("2.0.0", TestDatabase.createOn(standby.server()));
        DATABASES.put("2.0.10", SmallReplica.createOn(standby.server()).database());
        DATABASES.put("none", TestDatabase.createOn(standby.server()));
        assertThat(run("2.0.0", "install --target 2.0.0 --yes").exitCode()).isZero();
        assertThat(run("2.0.10", "upgrade --config merged --yes").exitCode()).isZero();
        Stream.concat(reading(), upgradable()).forEach(command -> ON_THE_PRIMARY.put(command, run(command)));
        standby.demote();
    }

    @AfterAll
    static void stop() throws Exception {
        if (standby != null) {
            standby.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.7, plan --config merged",
        "1.7, upgrade --config merged --yes",
        "1.7, upgrade --config merged",
        "1.7, upgrade --config merged --yes --rehearse",
        "1.7, rollback --yes",
        "1.7, install --yes",
        "1.7, enable-replica --source source_01",
        "2.0.0, plan",
        "2.0.0, upgrade --yes",
        "2.0.0, upgrade --yes --rehearse",
        "2.0.0, enable-replica --source merged",
        "2.0.10, rollback --yes",
        "2.0.10, rollback",
        "2.0.10, install --yes",
        "2.0.10, enable-replica --source merged",
        "none, install --yes",
        "none, install",
        "none, upgrade --yes",
        "none, enable-replica --source merged",
    })
    void what_would_write_is_refused(String catalogue, String words) {
        CommandResult human = run(catalogue, words);
        assertThat(human.exitCode()).as(human.err()).isEqualTo(3);
        assertThat(human.err())
                .containsPattern("(?s)(\\A|\n)error: The server is a standby: it can't be written to\\.[^\n]*\n"
                        + "remedy: Connect to the primary\\.\n"
                        + "Nothing was changed\\. [^\n]+\n"
                        + "more: docs/checks\\.md#server-writable\n\\z")
                .containsOnlyOnce("error: ")
                .doesNotContain("\tat ", "Type YES");

        CommandResult json = run(catalogue, words + " --output json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.outcome()).isEqualTo("refused");
        assertThat(json.failureCode()).isEqualTo("check.server-writable");
        assertThat(json.liveCatalogue()).isEqualTo(catalogue);
    }

    static Stream<String> reading() {
        var commands = new ArrayList<>(List.of("2.0.10 check", "2.0.10 plan", "2.0.10 upgrade --yes"));
        for (String catalogue : List.of("1.7", "2.0.0", "2.0.10", "none")) {
            for (String verb : List.of("status", "verify", "info")) {
                commands.add(catalogue + " " + verb);
            }
        }
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("reading")
    void what_reads_answers_as_on_the_primary(String command) {
        assertThat(run(command)).isEqualTo(ON_THE_PRIMARY.get(command));
    }

    static Stream<String> upgradable() {
        return Stream.of("1.7 check --config merged --output json", "2.0.0 check --output json");
    }

    @ParameterizedTest
    @MethodSource("upgradable")
    void the_check_finds_nothing_else_against_an_upgrade(String command) {
        CommandResult primary = ON_THE_PRIMARY.get(command);
        assertThat(primary.exitCode()).isZero();

        CommandResult result = run(command);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.checks("FAIL")).containsExactly("server-writable");
        assertThat(result.checks("WARN")).isEqualTo(primary.checks("WARN"));
        var passed = new ArrayList<>(primary.checks("PASS"));
        passed.remove("server-writable");
        assertThat(result.checks("PASS")).isEqualTo(passed);
    }

    /** Runs what follows the catalogue's version. */
    private static CommandResult run(String command) {
        String[] catalogueAndWords = command.split(" ", 2);
        return run(catalogueAndWords[0], catalogueAndWords[1]);
    }

    /** Sits at a terminal: whoever is asked agrees. */
    private static CommandResult run(String catalogue, String words) {
        return Operator.at(directory)
                .configured("merged", SmallReplica.MERGED)
                .with("PGPASSWORD", TestDatabase.PASSWORD)
                .answering("YES")
                .run((words + " --user " + TestDatabase.OWNER + " --url "
                                + DATABASES.get(catalogue).url())
                        .split(" "));
    }
}
