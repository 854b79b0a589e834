package io.chameleon.runner.replay;

import java.util.List;
import java.util.Optional;

/**
 * What became of one slice.
 *
 * @param events how many events it has taken off the queue; 0 when only events of disabled tables are left
 * @param tables the same by table
 * @param batchFinished whether it was the batch's last
 * @param failure the event that failed; then the slice was undone and the rest is empty
 */
record SliceOutcome(int events, List<ReplayedTable> tables, boolean batchFinished, Optional<FailedEvent> failure) {
    static SliceOutcome failed(FailedEvent error) {
        return new SliceOutcome(0, List.of(), false, Optional.of(error));
    }

    static SliceOutcome committed(int events, List<ReplayedTable> tables, boolean batchFinished) {
        return new SliceOutcome(events, tables, batchFinished, Optional.empty());
    }

    /** Whether nothing more of the batch can be replayed. */
    boolean isLast() {
        return batchFinished || events == 0;
    }
}
