package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import java.util.List;

/**
 * All preconditions of an upgrade.
 *
 * @param catalogue version of the live catalogue, {@code none} where there is none
 * @param nothingToDo whether the catalogue has the target version already
 * @param checks the findings, in the order in which an operator would look
 */
public record CheckResult(String catalogue, boolean nothingToDo, List<Check> checks) {
    public CheckResult {
        requireNonNull(catalogue, "catalogue");
        checks = List.copyOf(checks);
    }

    /** Whether nothing stands against the upgrade. */
    public boolean passed() {
        return checks.stream().noneMatch(Check::failed);
    }

    /** @throws ChameleonException of kind REFUSED that names the first finding that stands against the upgrade */
    public void requirePassed() {
        Refusal.throwIfAnyFailed(checks);
    }

    /** The findings that stand against the upgrade. */
    public List<Check> failures() {
        return checks.stream().filter(Check::failed).toList();
    }
}
