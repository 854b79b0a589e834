package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeStep;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** One line with its time whenever there is something to tell: for logs, of a pipeline or of a person. */
class LineProgress extends Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Clock clock;
    private Duration lastLine = Duration.ZERO;
    private boolean told;

    LineProgress(Printer printer) {
        this(printer, Clock.systemUTC());
    }

    LineProgress(Printer printer, Clock clock) {
        super(printer);
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        tell(StepText.started(step));
        lastLine = Duration.ZERO;
    }

    @Override
    public final void replayed(ReplayProgress replay) {
        if (replay.elapsed().minus(lastLine).compareTo(BETWEEN_LINES) >= 0) {
            tell(StepText.replayed(replay));
            lastLine = replay.elapsed();
        }
    }

    @Override
    public void stepFinished(StepResult result) {
        tell(StepText.finished(result));
    }

    @Override
    final void say(String text) {
        printer().print(text);
        told = true;
    }

    @Override
    final void end() {
        if (told) {
            printer().print("\n");
            told = false;
        }
    }

    private void tell(String line) {
        say(clock.instant().truncatedTo(ChronoUnit.SECONDS) + "  " + line + "\n");
    }
}
