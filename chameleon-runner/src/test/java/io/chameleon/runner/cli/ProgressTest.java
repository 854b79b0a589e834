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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Duration now = Duration.ZERO;
    private final Progress progress =
            new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), () -> now.toNanos());

    @Test
    void a_step_is_named_before_its_work_and_timed_after_it() {
        progress.stepStarted(UpgradeStep.SWAP_CATALOGUES);
        assertThat(told()).isEqualTo("  swap catalogues         ");

        progress.stepFinished(new StepResult(UpgradeStep.SWAP_CATALOGUES, true, 1234, "done"));
        progress.end();
        assertThat(told()).isEqualTo("  swap catalogues            1.2 s  done\n\n");
    }

    @Test
    void a_long_replay_tells_how_far_it_is() {
        progress.stepStarted(UpgradeStep.REPLAY_PENDING_BATCHES);
        replayed(1, 100);
        replayed(2, 200);
        replayed(3, 300);
        replayed(4, 400);
        progress.stepFinished(new StepResult(UpgradeStep.REPLAY_PENDING_BATCHES, true, 4000, "400 events"));

        assertThat(told()).isEqualTo("""
                  replay pending batches \s
                    300 of 1000 events
                  replay pending batches     4.0 s  400 events
                """);
    }

    @Test
    void a_failed_step_says_so_and_leaves_the_reason_to_the_error() {
        progress.stepStarted(UpgradeStep.BUILD_STAGED_CATALOGUE);
        progress.stepFinished(new StepResult(UpgradeStep.BUILD_STAGED_CATALOGUE, false, 100, "no space is left"));

        assertThat(told()).isEqualTo("  build staged catalogue     0.1 s  FAILED\n");
    }

    @Test
    void findings_are_told_once_and_without_what_has_passed() {
        var checks = List.of(
                new Check("open-batch", CheckOutcome.PASS, "All well.", ""),
                new Check("primary-key", CheckOutcome.WARN, "None.", "Create one."));

        progress.checked(checks);
        progress.checked(checks);

        assertThat(told()).isEqualTo("""
                  WARN  primary-key  None.
                                     remedy: Create one.
                """);
    }

    @Test
    void a_command_that_tells_nothing_leaves_no_blank_line() {
        progress.end();

        assertThat(told()).isEmpty();
    }

    private void replayed(int second, long events) {
        now = Duration.ofSeconds(second);
        progress.replayed(new ReplayProgress(events, 1000 - events, now));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8).replace("\r", "");
    }
}
