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
                options.boundary().undo(connection);
            } else {
                options.boundary().keep(connection);
            }
            return outcome;
        } catch (SQLException | RuntimeException e) {
            undo(options.boundary(), connection, e);
            throw e;
        }
    }

    private static SliceOutcome replayNext(BatchLog log, int size, Collection<SourceTable> disabledTables)
            throws SQLException {
        log.storeMissingQueue();
        Long[] events = log.next(size, disabledTables);
        AppliedEvents applied = log.apply(events);
        if (applied.failure().isPresent()) {
            return SliceOutcome.failed(applied.failure().get());
        }
        List<ReplayedTable> tables = log.count(events, applied.atOnce());
        log.remove(events);
        log.addToCounters(tables);
        return SliceOutcome.committed(events.length, tables, log.finishIfEmpty());
    }

    private static void undo(SliceBoundary boundary, Connection connection, Exception cause) {
        try {
            boundary.undo(connection);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
