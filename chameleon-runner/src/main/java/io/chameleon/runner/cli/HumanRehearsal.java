package io.chameleon.runner.cli;

import io.chameleon.runner.Rehearsal;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.TableLock;
import io.chameleon.runner.UpgradeResult;

/** A finished rehearsal for people. */
final class HumanRehearsal {
    private HumanRehearsal() {}

    static String done(UpgradeResult result, Rehearsal rehearsal) {
        long milliseconds =
                result.steps().stream().mapToLong(StepResult::milliseconds).sum();
        var text = new StringBuilder("The upgrade would succeed. It took " + HumanDuration.of(milliseconds)
                + " and was discarded: the catalogue is " + result.after() + " as before.\n");
        text.append("\nRows of the new catalogue:\n");
        rehearsal.sortedRows().forEach((table, rows) -> text.append("  %8d  %s\n".formatted(rows, table)));
        text.append("\nLocks that others had to wait for:\n");
        for (TableLock lock : rehearsal.locks()) {
            text.append("  %-24s %-26s %s\n".formatted(lock.step().label(), lock.mode(), lock.table()));
        }
        return text.toString();
    }
}
