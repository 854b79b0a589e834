package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.replay.ReplayResult;
import java.util.List;
import java.util.Optional;

/**
 * What an upgrade did.
 *
 * @param outcome how it ended
 * @param before version of the live catalogue before
 * @param after version of the live catalogue after
 * @param checks the preconditions, empty where there was nothing to do
 * @param steps the steps in order
 * @param plan what was planned and done, empty where there was nothing to do
 * @param replay the events that were replayed first, empty where there was nothing to do and within 2.0, where what is
 *     pending stays pending
 * @param warnings what the operator should look at although the upgrade succeeded
 * @param rehearsal what was found out, for a rehearsal alone
 */
public record UpgradeResult(
        UpgradeOutcome outcome,
        String before,
        String after,
        List<Check> checks,
        List<StepResult> steps,
        Optional<UpgradePlan> plan,
        Optional<ReplayResult> replay,
        List<String> warnings,
        Optional<Rehearsal> rehearsal) {
    public UpgradeResult {
        requireNonNull(outcome, "outcome");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
        requireNonNull(plan, "plan");
        requireNonNull(replay, "replay");
        warnings = List.copyOf(warnings);
        requireNonNull(rehearsal, "rehearsal");
    }

    static UpgradeResult nothingToDo(String version) {
        return new UpgradeResult(
                UpgradeOutcome.NOTHING_TO_DO,
                version,
                version,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
