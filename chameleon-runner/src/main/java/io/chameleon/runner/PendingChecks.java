package io.chameleon.runner;

import io.chameleon.runner.replay.PendingBatches;
import io.chameleon.runner.replay.PendingTable;
import java.util.stream.Stream;

/** What the operator should know about the events that wait to be replayed. */
final class PendingChecks {
    private PendingChecks() {}

    static Stream<Check> of(PendingBatches pending) {
        var checks = new CheckList("pending-batches");
        registered(pending)
                .filter(table -> table.overtaken() > 0)
                .forEach(table -> checks.fail(
                        "Events of " + table.table() + " (" + table.overtaken()
                                + ") lie in a processed batch without a queue, and 1.8.2 has replayed newer batches of the"
                                + " source " + table.table().source() + " without them.",
                        "They were lost for this table, and come too late now. Delete their rows from"
                                + " sch_chameleon.t_log_replica, and synchronise the table again (sync_tables)."));
        long withoutQueue = registered(pending)
                .mapToLong(table -> table.withoutQueue() - table.overtaken())
                .sum();
        if (withoutQueue > 0) {
            checks.warn(
                    "Events of processed batches without a queue: " + withoutQueue + ". 1.8.2 was killed between"
                            + " closing a batch and queueing its events.",
                    "Nothing to do: they are complete and are replayed in order.");
        }
        long unlisted =
                pending.tables().stream().mapToLong(PendingTable::unlisted).sum();
        if (unlisted > 0) {
            checks.warn(
                    "Events in the log of a processed batch whose queue doesn't list them: " + unlisted + ".",
                    "They were replayed already, or 1.8.2 has given them up: they stay in the old catalogue's log"
                            + " until their batch is finished.");
        }
        return checks.orPass("Pending batches: " + pending.batches() + ", events: " + pending.events()).stream();
    }

    /** Events of other tables, such as those without a key, are skipped wherever they lie. */
    private static Stream<PendingTable> registered(PendingBatches pending) {
        return pending.tables().stream().filter(PendingTable::registered);
    }
}
