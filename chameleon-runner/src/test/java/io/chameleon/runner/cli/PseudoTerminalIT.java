package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar at a terminal, which the program {@code script} makes. */
class PseudoTerminalIT {
    private static final String UPGRADE = " upgrade --config upgraded.yml --yes";
    private static final char CTRL_C = 3;

    /** A build that runs in the background ignores Ctrl-C, and so would all that it starts. */
    private static final String HEEDING_CTRL_C = "env --default-signal=INT";

    @TempDir
    Path directory;

    private TestDatabase database;
    private Path shown;

    @BeforeEach
    void terminal() throws IOException {
        assumeTrue(
                runs("script --version") && runs(HEEDING_CTRL_C + " true"),
                "skipped: needs script of util-linux and env of GNU coreutils 8.31");
        database = Scenario.UPDATE.database();
        Files.writeString(directory.resolve("upgraded.yml"), Scenario.UPDATE.configuration(database));
        shown = directory.resolve("shown.txt");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void control_c_ends_the_replay_between_two_transactions() throws Exception {
        Process process = start(UPGRADE + " --replay-slice 1");
        await("/s, ");
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            // However slow this test is now: the replay goes on when the signal has been heard.
            connection.createStatement().execute("LOCK TABLE sch_chameleon.t_log_replica IN SHARE MODE");
            process.getOutputStream().write(CTRL_C);
            process.getOutputStream().flush();
            await("waiting for the next safe point");
        }

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(4);
        assertThat(Files.readString(shown))
                .contains("⠋ check preconditions", "\u001b[32m  ✔ ")
                .contains("interrupted: waiting for the next safe point")
                .contains("\u001b[31m  ✘ ", "The upgrade was interrupted during the replay.")
                .contains("The live catalogue is 1.7.");
        assertThat(database.query("SELECT count(*) BETWEEN 1 AND 1239 FROM sch_chameleon.t_log_replica"))
                .containsExactly("t");
    }

    @Test
    void an_error_stream_that_is_a_file_gets_no_moving_line() throws Exception {
        Process process = start(UPGRADE + " --rehearse 2> log.txt");

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(directory.resolve("log.txt")))
                .contains("Z  swap catalogues ")
                .doesNotContain("\u001b", "\r");
        assertThat(Files.readString(shown)).startsWith("The upgrade would succeed.");
    }

    private Process start(String arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        "script",
                        "-qefc",
                        "stty cols 100; exec " + HEEDING_CTRL_C + " '" + java + "' -jar '" + JarProcess.JAR + "'"
                                + arguments,
                        "/dev/null")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile());
        builder.environment().put("TERM", "xterm");
        builder.environment().keySet().removeAll(List.of("CI", "GITHUB_ACTIONS", "NO_COLOR"));
        return builder.start();
    }

    private void await(String text) throws Exception {
        for (int look = 0; look < 300; look++) {
            if (Files.readString(shown).contains(text)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never shown: " + text + " in " + Files.readString(shown));
    }

    private static boolean runs(String command) {
        try {
            return new ProcessBuilder(command.split(" ")).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
