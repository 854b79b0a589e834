package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * What waits to be replayed of one table.
 *
 * @param registered whether the table is registered for its source; the events of others are skipped
 * @param batches how many batches hold events of it
 * @param events events that will be replayed or skipped
 * @param withoutQueue those of them that lie in batches without a queue: 1.8.2 was killed before it stored one, and its
 *     own replay would never see them
 * @param overtaken those without a queue that are older than events which 1.8.2 has replayed: it went on without them, and
 *     replaying them now would bring back an old state
 * @param unlisted further events, which the queue of their batch doesn't list; they are removed with the batch
 */
public record PendingTable(
        SourceTable table,
        boolean registered,
        long batches,
        long events,
        long withoutQueue,
        long overtaken,
        long unlisted) {
    public PendingTable {
        requireNonNull(table, "table");
    }
}
