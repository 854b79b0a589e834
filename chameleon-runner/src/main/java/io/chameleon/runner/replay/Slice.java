package io.chameleon.runner.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Replays a batch slice by slice, each of which can be undone alone. */
final class Slice {
    private Slice() {}

    /** Replays the next slice, or undoes it when one of its events fails. */
    static SliceOutcome replay(BatchLog log, ReplayOptions options, Collection<SourceTable> disabledTables)
            throws SQLException {
        Connection connection = log.connection();
        options.boundary().begin(connection);
        try {
            SliceOutcome outcome = replayNext(log, options.sliceSize(), disabledTables);
            if (outcome.failure().isPresent()) {
                undo(log, options.boundary());
            } else {
                options.boundary().keep(connection);
            }
            return outcome;
        } catch (SQLException | RuntimeException e) {
            try {
                undo(log, options.boundary());
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static SliceOutcome replayNext(BatchLog log, int size, Collection<SourceTable> disabledTables)
            throws SQLException {
        log.findPlace(disabledTables);
        Part part = log.next(size);
        if (part.isEmpty()) {
            return SliceOutcome.committed(0, List.of(), log.finishIfEmpty());
        }
        AppliedEvents applied = log.apply(part);
        if (applied.failure().isPresent()) {
            return SliceOutcome.failed(applied.failure().get());
        }
        List<ReplayedTable> tables = log.count(part, applied.atOnce());
        log.remove(part);
        log.addToCounters(tables);
        return SliceOutcome.committed(part.eventCount(), tables, log.finishIfEmpty());
    }

    private static void undo(BatchLog log, SliceBoundary boundary) throws SQLException {
        log.forgetPlace();
        boundary.undo(log.connection());
    }
}
