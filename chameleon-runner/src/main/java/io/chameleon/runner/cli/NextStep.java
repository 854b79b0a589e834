package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.SourcePlan;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do after an upgrade.
 *
 * @param action in a sentence
 * @param command the command that does it, where there is one
 */
record NextStep(String action, Optional<String> command) {
    NextStep {
        requireNonNull(action, "action");
        requireNonNull(command, "command");
    }

    /** What to do after what a report tells. */
    static List<NextStep> after(Report report, UpgradeRun run) {
        ConfigurationName configuration = run.configuration().orElse(ConfigurationName.UNTOLD);
        return report.failure()
                .map(failure -> afterFailure(failure, configuration))
                .orElseGet(() -> report.subject() instanceof Subject.Upgraded upgraded
                        ? afterSuccess(upgraded.result(), configuration)
                        : List.of());
    }

    private static List<NextStep> afterSuccess(UpgradeResult result, ConfigurationName configuration) {
        return result.rehearsal().isPresent()
                ? List.of(step(
                        "Stop all replicas, and upgrade.",
                        "chameleon-runner upgrade --config " + configuration.forRunner()))
                : result.plan().map(plan -> afterUpgrade(plan, configuration)).orElse(List.of());
    }

    /** What to do with the new catalogue. */
    private static List<NextStep> afterUpgrade(UpgradePlan plan, ConfigurationName configuration) {
        var steps = new ArrayList<>(replication(plan, configuration));
        if (plan.isFromLegacy()) {
            steps.add(step(
                    "Only to go back to the old catalogue, before a replica is started:", rollback(configuration)));
        }
        return steps;
    }

    /** What to run next, of pg_chameleon's own commands. */
    static List<NextStep> replication(UpgradePlan plan, ConfigurationName configuration) {
        String name = configuration.forChameleon();
        var steps = new ArrayList<NextStep>();
        steps.add(step(
                "Look at the sources, with " + RunnerVersion.releases(plan.target()) + ".",
                "chameleon show_status --config " + name));
        for (SourcePlan source : plan.sources()) {
            steps.add(step(
                    "Start the replica of the source " + source.name() + ".",
                    "chameleon start_replica --config " + name + " --source " + ShellWord.quote(source.name())));
        }
        return steps;
    }

    static String rollback(ConfigurationName configuration) {
        return "chameleon-runner rollback --config " + configuration.forRunner();
    }

    /** What to do about a failure. */
    private static List<NextStep> afterFailure(Failure failure, ConfigurationName configuration) {
        var steps = new ArrayList<NextStep>();
        steps.add(new NextStep(failure.remedy(), Optional.empty()));
        String config = " --config " + configuration.forRunner();
        if (failure.kind() == FailureKind.REFUSED) {
            steps.add(step("See whether everything is in order then.", "chameleon-runner check" + config));
        } else if (failure.kind() != FailureKind.USAGE) {
            steps.add(step("Look at the catalogue that is live.", "chameleon-runner status" + config));
        }
        return steps;
    }

    private static NextStep step(String action, String command) {
        return new NextStep(action, Optional.of(command));
    }
}
