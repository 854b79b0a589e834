package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

/**
 * What a step of an upgrade came to.
 *
 * @param step the step
 * @param succeeded whether it did its work
 * @param milliseconds how long it took
 * @param summary what it did, or why it failed
 */
public record StepResult(UpgradeStep step, boolean succeeded, long milliseconds, String summary) {
    public StepResult {
        requireNonNull(step, "step");
        requireNonNull(summary, "summary");
    }
}
