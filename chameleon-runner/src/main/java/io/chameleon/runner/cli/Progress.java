package io.chameleon.runner.cli;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckOutcome;
import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeStep;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells the operator how an upgrade goes on, one line per step and some for a long replay. */
final class Progress implements UpgradeListener {
    private static final long NANOSECONDS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(3);
    private static final int LABEL_WIDTH = 24;

    private final PrintStream err;
    private final LongSupplier nanoseconds;
    private boolean findingsTold;
    private boolean planTold;
    private boolean lineOpen;
    private boolean told;
    private long lastLine;

    Progress(PrintStream err) {
        this(err, System::nanoTime);
    }

    /** @param nanoseconds the clock */
    Progress(PrintStream err, LongSupplier nanoseconds) {
        this.err = err;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public void checked(List<Check> checks) {
        if (!findingsTold) {
            List<Check> findings = checks.stream()
                    .filter(check -> check.outcome() != CheckOutcome.PASS)
                    .toList();
            err.print(HumanChecks.render(findings));
            told = !findings.isEmpty();
            findingsTold = true;
        }
    }

    @Override
    public void planned(UpgradePlan plan) {
        if (!planTold) {
            err.print(HumanPlan.summary(plan));
            planTold = true;
        }
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        // The findings and the plan come before the line of the step that makes them.
        if (step != UpgradeStep.CHECK_PRECONDITIONS) {
            openLine(step);
        }
        lastLine = nanoseconds.getAsLong();
    }

    @Override
    public void replayed(ReplayProgress replay) {
        if (nanoseconds.getAsLong() - lastLine >= NANOSECONDS_BETWEEN_LINES) {
            closeLine();
            err.println("    " + replay.eventsDone() + " of " + replay.events() + " events");
            lastLine = nanoseconds.getAsLong();
        }
    }

    @Override
    public void stepFinished(StepResult result) {
        if (!lineOpen) {
            openLine(result.step());
        }
        String duration = HumanDuration.of(result.milliseconds());
        err.println("%8s  %s".formatted(duration, result.succeeded() ? result.summary() : "FAILED"));
        lineOpen = false;
        told = true;
    }

    /** Nothing more comes: sets off what the command came to. */
    void end() {
        closeLine();
        if (told) {
            err.println();
            told = false;
        }
    }

    /** The label comes before the work, so that it can be seen what a silent command is waiting for. */
    private void openLine(UpgradeStep step) {
        err.print(("  %-" + LABEL_WIDTH + "s").formatted(step.label()));
        err.flush();
        lineOpen = true;
    }

    private void closeLine() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }
}
