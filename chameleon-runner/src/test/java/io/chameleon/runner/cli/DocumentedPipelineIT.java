package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code docs/ci.md} and the runner's commands of the README, run by a shell as they are written. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the documented commands are for a POSIX shell")
class DocumentedPipelineIT {
    private static final Path JAR = Path.of("target", "chameleon-runner.jar").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void the_pipeline_upgrades_keeps_its_artefacts_and_can_run_again() throws Exception {
        try (TestDatabase database = Scenario.INSERT.database()) {
            prepare(database);
            Files.writeString(directory.resolve("pipeline.sh"), script(Path.of("..", "docs", "ci.md")));

            for (String outcome : List.of("done", "nothing-to-do")) {
                assertThat(sh("sh pipeline.sh ./upgraded.yml .")).isZero();
                assertThat(outcome("upgrade")).isEqualTo(outcome);
            }

            assertThat(outcome("verify")).isEqualTo("done");
            assertThat(outcome("status")).isEqualTo("done");
        }
    }

    @Test
    void the_commands_of_the_readme_follow_each_other() throws Exception {
        try (TestDatabase database = Scenario.INSERT.database()) {
            prepare(database);
            List<String> commands = Files.readAllLines(Path.of("..", "README.md")).stream()
                    .filter(line -> line.startsWith("java -jar chameleon-runner.jar "))
                    .map(line -> line.replaceFirst("\\s*#.*", ""))
                    .toList();
            assertThat(commands).hasSizeGreaterThanOrEqualTo(5);

            for (String command : commands) {
                boolean asks = command.contains(" upgrade ") || command.contains(" rollback ");
                String local = command.replace("--config upgraded", "--config ./upgraded.yml");
                assertThat(sh(local + (asks ? " --yes" : ""))).as(command).isZero();
            }
            assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                    .containsExactly("1.7");
        }
    }

    private void prepare(TestDatabase database) throws IOException {
        Files.createSymbolicLink(directory.resolve("chameleon-runner.jar"), JAR);
        Files.writeString(directory.resolve("upgraded.yml"), Scenario.INSERT.configuration(database));
    }

    /** The block of shell in a page that is a whole script. */
    private static String script(Path page) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf("#!/bin/sh");
        return text.substring(start, text.indexOf("```", start));
    }

    private int sh(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile());
        builder.environment()
                .merge("PATH", Path.of(System.getProperty("java.home"), "bin") + ":", (path, java) -> java + path);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String outcome(String command) throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve(command + ".json")))
                .getAsJsonObject()
                .get("outcome")
                .getAsString();
    }
}
