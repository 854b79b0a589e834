package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of an upgrade meanwhile, by whom. */
class WatchingIT {
    private static final String[] REHEARSE = {
        "upgrade", "--config", "upgraded", "--yes", "--rehearse", "--replay-slice", "100"
    };
    private static final String CLEAR = "\r\u001b[K";

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
    void a_terminal_shows_a_moving_line_that_each_step_ends() {
        var result = operator.watching(100).run(REHEARSE);

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .containsPattern("\r  [⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] build staged catalogue +0 s\u001b\\[K")
                .containsPattern(
                        "\r  . replay pending batches +[0-9]+% .+ [0-9]+/1240 \\(0:00:0[0-9]\\) [0-9]+/s, [0-9]+ s left")
                .containsPattern(CLEAR.replace("[", "\\[") + "\u001b\\[32m  ✔ \u001b\\[0m.*replay pending batches")
                .contains("\u001b[33m  WARN");
        assertThat(shown(result.err()).lines().filter(line -> line.startsWith("  ✔ ")))
                .hasSize(6)
                .noneMatch(line -> line.contains("%"));
    }

    @Test
    void no_colour_means_no_colour() {
        var result = operator.watching(100).with("NO_COLOR", "1").run(REHEARSE);

        assertThat(result.err()).contains("  ✔ swap catalogues", CLEAR).doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void a_pipe_takes_plain_lines_with_their_time() {
        var result = operator.run(REHEARSE);

        assertThat(result.err()).doesNotContain("\u001b", "\r", "::", "✔");
        assertThat(result.err().lines().filter(line -> line.contains("swap catalogues")))
                .hasSize(2)
                .allMatch(line -> line.matches("20[0-9-]{8}T[0-9:]{8}Z  swap catalogues .*"));
    }

    @Test
    void github_actions_gets_a_group_for_each_step() {
        var result = operator.watching(100).with("GITHUB_ACTIONS", "true").run(REHEARSE);

        assertThat(result.err().lines().filter(line -> line.startsWith("::group::")))
                .hasSize(6);
        assertThat(result.err()).containsPattern("::endgroup::\n[0-9TZ:-]+  swap catalogues +[0-9.]+ s  ");
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'error'");
        assertThat(operator.run(REHEARSE).err()).contains("\n::error title=check.source-status::");
    }

    @Test
    void quiet_tells_what_must_be_known() {
        var asked = operator.answering("no").run("upgrade", "--config", "upgraded", "--quiet");
        assertThat(asked.err()).contains("Upgrade of the catalogue from 1.7 to 2.0.10:", "Type YES", "error: ");

        var quiet = operator.run("upgrade", "--config", "upgraded", "--quiet", "--yes");
        assertThat(quiet.exitCode()).isZero();
        assertThat(quiet.err().lines()).hasSize(2).allMatch(line -> line.matches("  WARN .*|  +remedy: .*"));
        assertThat(quiet.out()).startsWith("The catalogue is 2.0.10 now");
    }

    /** What is left on the screen. */
    private static String shown(String printed) {
        return printed.replaceAll("(?m)^.*\r", "").replaceAll("\u001b\\[[0-9;]*[mK]", "");
    }
}
