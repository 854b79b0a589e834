package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays every pending batch of a 1.7 catalogue, source by source in the order in which the batches were read.
 *
 * <p>Works in transactions of one slice each, unless the options say that all of it belongs to one. After each of them
 * the catalogue is one with which pg_chameleon 1.8.2 can go on without losing an event, and a further replay goes on there
 * as well. Events of tables that aren't registered for the batch's source are skipped. Batches that are still open are
 * never touched.
 */
public final class PendingReplay {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final String catalogueSchema;
    private final ReplayOptions options;
    private final Map<SourceTable, FailedEvent> disabled = new LinkedHashMap<>();
    private final Map<SourceTable, ReplayedTable> replayed = new LinkedHashMap<>();
    private int finishedBatches;

    /**
     * Prepares one run.
     *
     * @param connection in autocommit mode, or in the transaction that all of it belongs to, with the rights of the
     *     catalogue's owner and the TEMPORARY privilege; its {@code lock_timeout} and other settings apply. Nobody else may
     *     use it during the run
     * @param catalogueSchema schema of the 1.7 catalogue
     */
    public PendingReplay(Connection connection, String catalogueSchema, ReplayOptions options) {
        this.connection = requireNonNull(connection, "connection");
        this.catalogueSchema = requireNonNull(catalogueSchema, "catalogueSchema");
        this.options = requireNonNull(options, "options");
    }

    /**
     * Replays until nothing is pending or the interruption asks to end.
     *
     * @throws ChameleonException code {@code replay.event-failed} when an event can't be applied and the options say to
     *     stop, or when the cause isn't the table's, {@code replay.lock-timeout} when it waited in vain; the slice is
     *     undone, the slices before it stay
     * @throws SQLException when the server can't be reached or refuses what isn't an event
     */
    public ReplayResult run() throws SQLException {
        boolean interrupted = false;
        try (var session = ReplaySession.open(connection, catalogueSchema)) {
            for (PendingBatch batch : PendingBatch.all(connection, catalogueSchema)) {
                interrupted = !replay(new BatchLog(session, batch));
                if (interrupted) {
                    break;
                }
            }
            return new ReplayResult(finishedBatches, List.copyOf(replayed.values()), disabledTables(), interrupted);
        }
    }

    /** Returns whether the whole batch was gone through. */
    private boolean replay(BatchLog log) throws SQLException {
        while (!options.interrupted().getAsBoolean()) {
            SliceOutcome outcome = Slice.replay(log, options, disabled.keySet());
            if (outcome.failure().isPresent()) {
                disable(outcome.failure().get());
                continue;
            }
            note(log.batch(), outcome);
            if (outcome.isLast()) {
                return true;
            }
        }
        return false;
    }

    private void note(PendingBatch batch, SliceOutcome outcome) {
        outcome.tables().forEach(table -> replayed.merge(table.table(), table, ReplayedTable::plus));
        if (outcome.batchFinished()) {
            finishedBatches++;
        }
        if (outcome.events() > 0) {
            options.listener().sliceReplayed(batch.source(), batch.id(), outcome.events());
        }
    }

    private void disable(FailedEvent error) {
        if (error.isPassing() || options.onError() == OnReplayError.STOP) {
            throw failure(error);
        }
        disabled.put(error.table(), error);
        options.listener().tableDisabled(error.table(), error);
    }

    private static ChameleonException failure(FailedEvent error) {
        var statement = Optional.of(error.statement()).filter(text -> !text.isEmpty());
        var problem = "Event %d of batch %d of source %s, on %s, can't be replayed: %s (SQLSTATE %s).%s"
                .formatted(
                        error.event(),
                        error.batch(),
                        error.table().source(),
                        error.table(),
                        error.message(),
                        error.sqlState(),
                        statement.map(text -> " The statement: " + text).orElse(""));
        var remedy = error.isPassing()
                ? "Its slice was undone. Remove the cause and run the upgrade again."
                : "Its slice was undone. Repair the table and run the upgrade again, or run it with"
                        + " --on-replay-error=disable to let the table arrive disabled.";
        return error.sqlState().equals(LOCK_NOT_AVAILABLE)
                ? ChameleonException.of(FailureKind.LOCKED, "replay.lock-timeout", problem, remedy)
                : ChameleonException.of(FailureKind.FAILED, "replay.event-failed", problem, remedy);
    }

    private List<DisabledTable> disabledTables() throws SQLException {
        if (disabled.isEmpty()) {
            return List.of();
        }
        var left = PendingBatches.read(connection, catalogueSchema);
        return disabled.values().stream()
                .map(error -> new DisabledTable(error, left.eventsOf(error.table())))
                .toList();
    }
}
