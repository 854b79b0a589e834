package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckResult;
import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeStep;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.ReplayResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes what happens during a command, so that the report is as complete after a failure as after a success. Passes on
 * what it hears to whoever shows the progress.
 */
final class Transcript implements UpgradeListener {
    private final String command;
    private final UpgradeListener progress;
    private final List<StepResult> steps = new ArrayList<>();
    private String before = Failure.UNKNOWN_CATALOGUE;
    private List<Check> checks = List.of();
    private Subject subject = new Subject.Nothing();
    private Optional<Subject.Attempted> attempted = Optional.empty();
    private Optional<UpgradeRun> run = Optional.empty();
    private Optional<ReportFile> reportFile = Optional.empty();

    Transcript(String command, UpgradeListener progress) {
        this.command = requireNonNull(command, "command");
        this.progress = requireNonNull(progress, "progress");
    }

    /** The version of the catalogue that the command has found. */
    void found(String version) {
        before = version;
    }

    /** The command is an upgrade that begins now. */
    void starts(Optional<ConfigurationName> configuration) {
        run = Optional.of(UpgradeRun.starting(configuration));
    }

    /** The database has answered. */
    void connected(UpgradeRun.Database database) {
        run = run.map(begun -> begun.connectedTo(database));
    }

    /** A page is wanted, whatever becomes of the command. */
    void reportTo(ReportFile file) {
        reportFile = Optional.of(file);
    }

    /** Where a page is wanted. */
    Optional<ReportFile> reportFile() {
        return reportFile;
    }

    /** What the command was about, as far as is known. */
    void about(Subject known) {
        subject = known;
    }

    /** The preconditions, and with them the catalogue. */
    void checked(CheckResult result) {
        found(result.catalogue());
        checks = result.checks();
    }

    Report done(String after) {
        return report(Outcome.DONE, 0, after, Optional.empty());
    }

    /** Nothing was changed because nothing had to be. */
    Report nothingToDo(String version) {
        found(version);
        return report(Outcome.NOTHING_TO_DO, 0, version, Optional.empty());
    }

    Report failed(Failure failure) {
        boolean unchanged = failure.kind() == FailureKind.USAGE || failure.kind() == FailureKind.REFUSED;
        boolean untold = failure.liveCatalogue().equals(Failure.UNKNOWN_CATALOGUE);
        Failure told = unchanged && untold ? failure.withLiveCatalogue(before) : failure;
        if (unchanged) {
            found(told.liveCatalogue());
        }
        return report(Outcome.of(told.kind()), told.kind().exitCode(), told.liveCatalogue(), Optional.of(told));
    }

    /** The command was ended before it began to change anything. */
    Report interruptedEarly() {
        return failed(new Failure(
                FailureKind.FAILED,
                "interrupted",
                "The command was interrupted before it changed anything.",
                "Run it again.",
                before));
    }

    /** The runner itself is at fault. */
    Report brokenBy(Throwable bug) {
        var failure = new Failure(
                FailureKind.FAILED,
                "bug",
                "The runner has a bug: " + bug.toString().replaceAll("\\s*\\R\\s*", " "),
                "Please report it with the output of --verbose; run status to see which catalogue is live.",
                Failure.UNKNOWN_CATALOGUE);
        return report(Outcome.FAILED, Main.BUG, failure.liveCatalogue(), Optional.of(failure));
    }

    private Report report(Outcome outcome, int exitCode, String live, Optional<Failure> failure) {
        return new Report(
                command,
                outcome,
                exitCode,
                new Versions(before, live, live),
                checks,
                steps,
                failure,
                subject,
                run.map(UpgradeRun::finished));
    }

    @Override
    public void checked(List<Check> findings) {
        checks = List.copyOf(findings);
        progress.checked(findings);
    }

    @Override
    public void planned(UpgradePlan plan) {
        found(plan.from().toString());
        attempted = Optional.of(new Subject.Attempted(plan, Optional.empty()));
        attempted.ifPresent(this::about);
        progress.planned(plan);
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        progress.stepStarted(step);
    }

    @Override
    public void replayed(ReplayProgress replay) {
        progress.replayed(replay);
    }

    @Override
    public void replayFinished(ReplayResult result) {
        attempted = attempted.map(known -> new Subject.Attempted(known.plan(), Optional.of(result)));
        attempted.ifPresent(this::about);
        progress.replayFinished(result);
    }

    @Override
    public void stepFinished(StepResult result) {
        steps.add(result);
        progress.stepFinished(result);
    }
}
