package io.chameleon.runner.cli;

import io.chameleon.runner.CheckResult;
import io.chameleon.runner.EnableReplicaResult;
import io.chameleon.runner.HistoryResult;
import io.chameleon.runner.InstallationResult;
import io.chameleon.runner.RollbackResult;
import io.chameleon.runner.StatusResult;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.VerificationResult;
import io.chameleon.runner.config.ConversionNote;
import io.chameleon.runner.replay.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A report for people. Failures aren't in here: they go to standard error. */
final class HumanReport implements Subject.Visitor<String> {
    private final Report report;
    private final boolean verbose;
    private final int columns;

    private HumanReport(Report report, boolean verbose, int columns) {
        this.report = report;
        this.verbose = verbose;
        this.columns = columns;
    }

    /**
     * The text for standard output.
     *
     * @param columns how many characters fit in one line
     */
    static String render(Report report, boolean verbose, int columns) {
        boolean tellsMore = report.failure().isEmpty()
                || report.subject() instanceof Subject.Checked
                || report.subject() instanceof Subject.Verified;
        return tellsMore ? report.subject().accept(new HumanReport(report, verbose, columns)) : "";
    }

    @Override
    public String nothing() {
        return report.outcome() == Outcome.NOTHING_TO_DO
                ? "Nothing to do: the catalogue is " + report.catalogue().live() + " already.\n"
                : "";
    }

    @Override
    public String checked(CheckResult result) {
        return "Catalogue " + result.catalogue() + "\n\n" + HumanChecks.render(result.checks()) + "\n"
                + HumanChecks.counts(result.checks()) + ": an upgrade "
                + (result.passed() ? "would go ahead.\n" : "would be refused.\n");
    }

    @Override
    public String planned(UpgradePlan plan) {
        return HumanPlan.render(plan, verbose);
    }

    /** A failure tells itself. */
    @Override
    public String attempted(UpgradePlan plan, Optional<ReplayResult> replay) {
        return "";
    }

    @Override
    public String upgraded(UpgradeResult result, ConfigurationName configuration) {
        return result.rehearsal()
                .map(rehearsal -> HumanRehearsal.done(result, rehearsal))
                .orElseGet(() -> HumanUpgrade.done(result, configuration, columns));
    }

    @Override
    public String rolledBack(RollbackResult result) {
        return HumanRollback.done(result);
    }

    @Override
    public String status(StatusResult status, boolean detailed) {
        return HumanStatus.render(status, detailed, columns);
    }

    @Override
    public String replicaEnabled(EnableReplicaResult result) {
        return HumanEnableReplica.done(result);
    }

    @Override
    public String verified(VerificationResult result) {
        return HumanVerification.render(result, verbose);
    }

    @Override
    public String installed(InstallationResult result, ConfigurationName configuration) {
        return HumanInstallation.done(result, configuration);
    }

    @Override
    public String history(HistoryResult history) {
        return HumanHistory.render(history);
    }

    @Override
    public String converted(String text, List<ConversionNote> notes) {
        return text;
    }

    @Override
    public String convertedFile(Path file, List<ConversionNote> notes) {
        return HumanConversion.written(file);
    }

    @Override
    public String page(String html) {
        return html;
    }

    @Override
    public String pageFile(Path file) {
        return "The report is in " + file + ".\n";
    }
}
