package io.chameleon.runner.report;

import java.util.List;

/**
 * The preconditions, those first that need somebody's attention.
 *
 * @param findings with their remedies
 * @param passed those that hold
 */
record CheckFindings(List<Finding> findings, List<Finding> passed) {
    /** One precondition. */
    record Finding(SavedUpgrade.Check check) {
        /** The colour. */
        String tone() {
            return switch (check.outcome()) {
                case "FAIL" -> "bad";
                case "WARN" -> "caution";
                default -> "good";
            };
        }

        boolean hasRemedy() {
            return !check.remedy().isEmpty();
        }
    }

    static CheckFindings of(List<SavedUpgrade.Check> checks) {
        return new CheckFindings(
                checks.stream()
                        .filter(check -> !check.outcome().equals("PASS"))
                        .sorted((one, other) -> one.outcome().compareTo(other.outcome()))
                        .map(Finding::new)
                        .toList(),
                checks.stream()
                        .filter(check -> check.outcome().equals("PASS"))
                        .map(Finding::new)
                        .toList());
    }

    boolean any() {
        return !findings.isEmpty() || anyPassed();
    }

    boolean anyPassed() {
        return !passed.isEmpty();
    }

    /** {@code 32 hold, 2 warn, 1 fails}. */
    String summary() {
        long failed = findings.stream()
                .filter(finding -> finding.check().outcome().equals("FAIL"))
                .count();
        long warned = findings.size() - failed;
        return Counts.of(passed.size(), "holds", "hold")
                + (warned == 0 ? "" : ", " + Counts.of(warned, "warns", "warn"))
                + (failed == 0 ? "" : ", " + Counts.of(failed, "fails", "fail"));
    }
}
