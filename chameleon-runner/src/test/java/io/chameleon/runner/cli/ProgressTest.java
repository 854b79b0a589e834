package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckOutcome;
import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final List<Check> CHECKS = List.of(
            new Check("open-batch", CheckOutcome.PASS, "All well.", ""),
            new Check("primary-key", CheckOutcome.WARN, "None: 100%, really.", "Create one."));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Printer printer =
            new Printer(new PrintStream(err, true, StandardCharsets.UTF_8), new Colours(false), Folding.NONE);
    private final Clock noon = Clock.fixed(Instant.parse("2026-11-24T12:00:00.123Z"), ZoneOffset.UTC);
    private final Progress lines = new LineProgress(printer, noon);

    @Test
    void a_step_is_named_before_its_work_and_timed_after_it() {
        lines.stepStarted(UpgradeStep.SWAP_CATALOGUES);
        assertThat(told()).isEqualTo("2026-11-24T12:00:00Z  swap catalogues          started\n");

        lines.stepFinished(new StepResult(UpgradeStep.SWAP_CATALOGUES, true, 1234, "two\nlines"));
        lines.end();
        assertThat(told()).endsWith("\n2026-11-24T12:00:00Z  swap catalogues            1.2 s  two lines\n\n");
    }

    @Test
    void a_long_replay_tells_every_ten_seconds_how_far_and_how_fast_it_is() {
        lines.stepStarted(UpgradeStep.REPLAY_PENDING_BATCHES);
        for (int second = 1; second <= 25; second++) {
            lines.replayed(replayed(second, 1000));
        }
        lines.stepFinished(new StepResult(UpgradeStep.REPLAY_PENDING_BATCHES, true, 25_000, "1000 events"));

        assertThat(told()).isEqualTo("""
                2026-11-24T12:00:00Z  replay pending batches   started
                2026-11-24T12:00:00Z  replay pending batches   100 of 1000 events, 10/s, 1:30 min left
                2026-11-24T12:00:00Z  replay pending batches   200 of 1000 events, 10/s, 1:20 min left
                2026-11-24T12:00:00Z  replay pending batches    25.0 s  1000 events
                """);
    }

    @Test
    void a_failed_step_says_so_and_leaves_the_reason_to_the_error() {
        lines.stepFinished(new StepResult(UpgradeStep.BUILD_STAGED_CATALOGUE, false, 100, "no space is left"));

        assertThat(told()).isEqualTo("2026-11-24T12:00:00Z  build staged catalogue     0.1 s  FAILED\n");
    }

    @Test
    void findings_are_told_once_and_without_what_has_passed() {
        lines.checked(CHECKS);
        lines.checked(CHECKS);

        assertThat(told()).isEqualTo("""
                  WARN  primary-key  None: 100%, really.
                                     remedy: Create one.
                """);
    }

    @Test
    void a_command_that_tells_nothing_leaves_no_blank_line() {
        lines.end();

        assertThat(told()).isEmpty();
    }

    @Test
    void github_folds_each_step_and_shows_warnings_on_the_page() {
        var grouped = new GroupedProgress(printer, noon);

        grouped.stepStarted(UpgradeStep.CHECK_PRECONDITIONS);
        grouped.checked(CHECKS);
        grouped.stepFinished(new StepResult(UpgradeStep.CHECK_PRECONDITIONS, true, 40, "2 checks"));

        assertThat(told()).isEqualTo("""
                ::group::check preconditions
                2026-11-24T12:00:00Z  check preconditions      started
                  WARN  primary-key  None: 100%, really.
                                     remedy: Create one.
                ::warning title=primary-key::None: 100%25, really. Create one.
                ::endgroup::
                2026-11-24T12:00:00Z  check preconditions        0.0 s  2 checks
                """);
    }

    @Test
    void quiet_tells_findings_alone() {
        var quiet = new QuietProgress(printer, false);

        quiet.stepStarted(UpgradeStep.REPLAY_PENDING_BATCHES);
        quiet.replayed(replayed(60, 1000));
        quiet.stepFinished(new StepResult(UpgradeStep.REPLAY_PENDING_BATCHES, true, 90_000, "1000 events"));
        assertThat(told()).isEmpty();

        quiet.checked(CHECKS);
        assertThat(told()).startsWith("  WARN  primary-key");
    }

    private static ReplayProgress replayed(int second, long events) {
        return new ReplayProgress(second * 10L, events - second * 10L, Duration.ofSeconds(second));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
