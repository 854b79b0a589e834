package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.Check;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What a command came to. Everything that any output shows is in here.
 *
 * @param command the command, such as {@code upgrade}
 * @param outcome how it ended
 * @param exitCode what the process returns, 0 to 6
 * @param catalogue the catalogue's version around the command
 * @param checks the preconditions that were looked at
 * @param steps the steps that were done or tried
 * @param failure why it ended, empty when it did what it should
 * @param subject what it was about
 * @param run when, where and with what, for an upgrade
 */
record Report(
        String command,
        Outcome outcome,
        int exitCode,
        Versions catalogue,
        List<Check> checks,
        List<StepResult> steps,
        Optional<Failure> failure,
        Subject subject,
        Optional<UpgradeRun> run) {
    Report {
        requireNonNull(command, "command");
        requireNonNull(outcome, "outcome");
        requireNonNull(catalogue, "catalogue");
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
        requireNonNull(failure, "failure");
        requireNonNull(subject, "subject");
        requireNonNull(run, "run");
    }
}
