package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.demo.Tutorial;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial, run by a shell as it is written: every command succeeds, and every line that it shows is printed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the documented commands are for a POSIX shell")
class TutorialIT {
    private static final Path PAGE = Path.of("..", "docs", "tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)\\n(.*?)^```");

    @TempDir
    Path directory;

    @Test
    void every_command_does_what_the_tutorial_says() throws Exception {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(PAGE)).results().toList();
        assertThat(blocks).hasSizeGreaterThan(12);
        try (TestDatabase database = Scenario.INSERT.database()) {
            Tutorial.prepare(directory, database, JarProcess.JAR);
            String printed = "";
            for (MatchResult block : blocks) {
                if (block.group(1).equals("sh")) {
                    printed = run(block.group(2));
                } else {
                    assertThat(narrow(printed))
                            .contains(narrow(block.group(2)).lines().toList());
                }
            }
        }
        assertThat(directory.resolve("upgrade.html")).isNotEmptyFile();
    }

    /** Columns are as wide as what else there is to show. */
    private static String narrow(String text) {
        return text.replaceAll("(?m)^ +| +(?= )", "");
    }

    /** Returns both streams. */
    private String run(String commands) throws IOException, InterruptedException {
        Path shown = directory.resolve("shown.txt");
        Process process = new ProcessBuilder("sh", "-eu", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(commands + Files.readString(shown)).isZero();
        return Files.readString(shown);
    }
}
