package io.chameleon.runner.cli;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckOutcome;
import java.util.List;

/** Checks for people: mark, id and finding in columns, the remedy below the finding, and where to read on. */
final class HumanChecks {
    private HumanChecks() {}

    static String render(List<Check> checks) {
        var table = new TextTable(2);
        String previous = "";
        for (Check check : checks) {
            String id = check.id().equals(previous) ? "" : check.id();
            table.row(check.outcome().name(), id, check.found());
            if (!check.remedy().isBlank()) {
                table.row("", "", "remedy: " + check.remedy());
            }
            if (check.failed() && !id.isEmpty()) {
                table.row("", "", "more: " + Documentation.onCheck(check.id()));
            }
            previous = check.id();
        }
        return table.render();
    }

    /** {@code 1 FAIL, 2 WARN, 28 PASS}. */
    static String counts(List<Check> checks) {
        return count(checks, CheckOutcome.FAIL) + ", " + count(checks, CheckOutcome.WARN) + ", "
                + count(checks, CheckOutcome.PASS);
    }

    private static String count(List<Check> checks, CheckOutcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count() + " " + outcome;
    }
}
