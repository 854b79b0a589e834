package io.chameleon.runner.cli;

import io.chameleon.runner.Check;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeStep;
import java.time.Clock;
import java.util.List;

/** Lines for GitHub Actions: a group that folds for each step, its outcome below it, and findings as annotations. */
final class GroupedProgress extends LineProgress {
    private final GitHubCommands commands;

    GroupedProgress(Printer printer) {
        this(printer, Clock.systemUTC());
    }

    GroupedProgress(Printer printer, Clock clock) {
        super(printer, clock);
        this.commands = new GitHubCommands(printer.stream());
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        commands.group(step.label());
        super.stepStarted(step);
    }

    @Override
    public void stepFinished(StepResult result) {
        commands.endGroup();
        super.stepFinished(result);
    }

    @Override
    void found(List<Check> findings) {
        super.found(findings);
        findings.stream()
                .filter(finding -> !finding.failed())
                .forEach(finding -> commands.warning(finding.id(), finding.found() + " " + finding.remedy()));
    }
}
