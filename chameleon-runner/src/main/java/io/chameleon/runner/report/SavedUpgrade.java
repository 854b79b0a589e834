package io.chameleon.runner.report;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Objects;

/**
 * The JSON of an upgrade, as documented in {@code docs/exit-codes.md}. Members that an upgrade has only when it got
 * that far, or that older results don't have, may be null; they are the last ones.
 *
 * @param outcome {@code done}, {@code nothing-to-do}, {@code refused}, {@code failed}, {@code unknown}, {@code locked}
 * @param exitCode 0 to 6
 */
public record SavedUpgrade(
        int schemaVersion,
        String command,
        String outcome,
        int exitCode,
        Versions catalogue,
        List<Check> checks,
        List<Step> steps,
        List<String> warnings,
        List<NextStep> next,
        SavedPlan plan,
        SavedReplay replay,
        Rehearsal rehearsal,
        Failure failure,
        SavedRun run) {
    /** The live catalogue's version before and after, and now. */
    record Versions(String before, String after, String live) {
        Versions {
            requireNonNull(before, "catalogue.before");
            requireNonNull(after, "catalogue.after");
            requireNonNull(live, "catalogue.live");
        }
    }

    record Check(String id, String outcome, String found, String remedy, String more) {
        Check {
            requireNonNull(id, "checks.id");
            requireNonNull(outcome, "checks.outcome");
            requireNonNull(found, "checks.found");
            remedy = Objects.requireNonNullElse(remedy, "");
        }
    }

    record Step(String name, String outcome, long milliseconds, String summary) {
        Step {
            requireNonNull(name, "steps.name");
            requireNonNull(outcome, "steps.outcome");
            requireNonNull(summary, "steps.summary");
        }
    }

    record NextStep(String action, String command) {
        NextStep {
            requireNonNull(action, "next.action");
        }
    }

    record Failure(String code, String problem, String remedy, String more) {
        Failure {
            requireNonNull(code, "failure.code");
            requireNonNull(problem, "failure.problem");
            requireNonNull(remedy, "failure.remedy");
        }
    }

    record Lock(String step, String table, String mode) {}

    record Rehearsal(List<Lock> locks) {
        Rehearsal {
            locks = listOf(locks);
        }
    }

    public SavedUpgrade {
        requireNonNull(command, "command");
        requireNonNull(outcome, "outcome");
        requireNonNull(catalogue, "catalogue");
        checks = listOf(checks);
        steps = listOf(steps);
        warnings = listOf(warnings);
        next = listOf(next);
    }

    /** @throws IllegalArgumentException where the text is no result of an upgrade; the message tells why */
    public static SavedUpgrade parse(String json) {
        SavedUpgrade upgrade = bind(json);
        if (upgrade == null || upgrade.schemaVersion != 1 || !upgrade.command.equals("upgrade")) {
            throw new IllegalArgumentException("isn't the result of an upgrade (schemaVersion 1).");
        }
        return upgrade;
    }

    private static SavedUpgrade bind(String json) {
        try {
            return new Gson().fromJson(json, SavedUpgrade.class);
        } catch (JsonParseException e) {
            // Gson adds an address of its own, and the exception that was thrown first.
            String problem = e.getMessage()
                    .replaceAll("(?s)\\s*See https?:.*", ".")
                    .replaceFirst("^(?:[a-z]+\\.)+[A-Z]\\w*: ", "");
            throw new IllegalArgumentException("isn't JSON, or not what an upgrade prints: " + problem, e);
        } catch (RuntimeException e) {
            // Gson wraps what the constructor of a record throws: about a member that isn't there, or about its value.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String problem = cause instanceof NullPointerException ? "lacks the member " : "has a wrong value: ";
            throw new IllegalArgumentException(problem + cause.getMessage() + ".", e);
        }
    }

    static <T> List<T> listOf(List<T> elements) {
        return elements == null ? List.of() : List.copyOf(elements);
    }
}
