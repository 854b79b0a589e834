package io.chameleon.runner.cli;

import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.replay.DisabledTable;
import io.chameleon.runner.replay.ReplayResult;

/** A finished upgrade for people: what there is now, and what to do next. */
final class HumanUpgrade {
    private HumanUpgrade() {}

    /** @param columns how many characters fit in one line */
    static String done(UpgradeResult result, ConfigurationName configuration, int columns) {
        var text = new StringBuilder("The catalogue is " + result.after() + " now; it was " + result.before() + ".\n");
        result.plan().filter(UpgradePlan::isFromLegacy).ifPresent(plan -> text.append('\n')
                .append(HumanPlan.sources(plan, columns)));
        result.warnings()
                .forEach(warning -> text.append("\nWARNING: ").append(warning).append('\n'));
        result.replay().ifPresent(replay -> text.append(disabled(replay)));
        result.plan().ifPresent(plan -> text.append(next(plan, configuration)));
        return text.toString();
    }

    private static String disabled(ReplayResult replay) {
        var text = new StringBuilder();
        for (DisabledTable table : replay.disabledTables()) {
            text.append("\nWARNING: the table " + table.table() + " is no longer replicated: "
                    + table.error().message() + " (SQLSTATE " + table.error().sqlState() + "; batch "
                    + table.error().batch() + ", event " + table.error().event() + "); "
                    + Plural.of(table.eventsLeft(), "pending event was", "pending events were") + " dropped\n");
        }
        return text.toString();
    }

    private static String next(UpgradePlan plan, ConfigurationName configuration) {
        var text = new StringBuilder("\nNext, with " + RunnerVersion.releases(plan.target()) + ":\n");
        NextStep.replication(plan, configuration)
                .forEach(step ->
                        text.append("  ").append(step.command().orElseThrow()).append('\n'));
        if (plan.isFromLegacy()) {
            text.append("\nThe old catalogue is kept as _sch_chameleon_version1. To go back to it, before a replica is"
                    + " started:\n  " + NextStep.rollback(configuration) + "\n");
        }
        return text.toString();
    }
}
