package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A batch of a 1.7 catalogue: a stretch of binlog.
 *
 * @param id {@code i_id_batch}: of two batches of a source, the one that was opened later has the greater one
 * @param start where reading of the batch starts, as stored; both parts can be missing in a damaged catalogue
 * @param startOffset bytes, see {@code start}
 * @param started whether the reader took the batch
 * @param processed whether all its rows are in the log and the next batch is open
 * @param replayed whether nothing of it is left to replay
 */
public record LegacyBatch(
        long id,
        Optional<String> start,
        Optional<Long> startOffset,
        boolean started,
        boolean processed,
        boolean replayed) {
    public LegacyBatch {
        requireNonNull(start, "start");
        requireNonNull(startOffset, "startOffset");
    }

    /** The same, not replayed. */
    LegacyBatch apartFromReplay() {
        return new LegacyBatch(id, start, startOffset, started, processed, false);
    }

    /** Whether reading goes on here. */
    boolean isOpen() {
        return !processed && !replayed;
    }

    /** The start, where it is complete and names a binlog file. */
    public Optional<BinlogPosition> position() {
        return BinlogPosition.of(start, startOffset);
    }

    /** The start as stored, for messages. */
    public String describeStart() {
        return start.orElse("NULL") + "," + startOffset.map(String::valueOf).orElse("NULL");
    }
}
