package io.chameleon.testing.replay;

import io.chameleon.testing.replay.PendingOutcome.GivenUpTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays what is pending in a 1.7 catalogue plainly, one event after the other, as the rules are written. */
final class ReferenceReplay17 {
    private final RandomLog log;
    private final ReferenceConnection destination;
    private final Quoting quoting;
    private final List<GivenUpTable> disabled = new ArrayList<>();
    private final AllowedDifference allowed;
    private final List<Long> reported;
    private ReferenceCatalogue catalogue;

    /**
     * Prepares one run.
     *
     * @param reported the events that have failed in the replay, in their order: they tell which of the images that may be
     *     left out were looked at
     */
    ReferenceReplay17(RandomLog log, Connection connection, List<Long> reported) {
        this.log = log;
        this.quoting = new Quoting(connection);
        this.destination = new ReferenceConnection(connection, quoting);
        this.allowed = new AllowedDifference(destination);
        this.reported = reported;
        this.catalogue = new ReferenceCatalogue(log);
    }

    ReferenceCatalogue catalogue() {
        return catalogue;
    }

    /** Replays everything; where the log says to exit on an error, up to the first slice with a failing event. */
    PendingOutcome run() throws SQLException {
        for (long source : RandomLog.SOURCES) {
            for (long batch : catalogue.pending(source, false)) {
                var failed = replayBatch(batch, source);
                if (failed.isPresent()) {
                    return new PendingOutcome(failed.map(LogEvent::id), disabled);
                }
            }
        }
        return new PendingOutcome(Optional.empty(), disabled);
    }

    private Optional<LogEvent> replayBatch(long batch, long source) throws SQLException {
        while (true) {
            var before = catalogue.copy();
            catalogue.storeMissingQueue(batch);
            var slice = slice(batch, source);
            var failure = replay(slice, source);
            if (failure.isPresent()) {
                catalogue = before;
                catalogue.noteError();
                if (log.exitOnError() || failure.get().isPassing()) {
                    return Optional.of(failure.get().event());
                }
                disabled.add(givenUpTable(source, failure.get().event()));
                continue;
            }
            if (keepBooks(batch, source, slice) || slice.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private List<LogEvent> slice(long batch, long source) {
        var slice = new ArrayList<LogEvent>();
        for (LogEvent event : catalogue.waiting(batch)) {
            if (isDisabled(source, event)) {
                continue;
            }
            boolean isBarrier =
                    event.isDdl() && catalogue.registration(source, event).isPresent();
            if (slice.size() == log.maxEvents() || !slice.isEmpty() && isBarrier) {
                break;
            }
            slice.add(event);
            if (isBarrier) {
                break;
            }
        }
        return slice;
    }

    /** Applies a slice or nothing of it. */
    private Optional<Failure> replay(List<LogEvent> slice, long source) throws SQLException {
        destination.begin();
        var failure = apply(slice, source);
        while (failure.isEmpty() && !destination.constraintsHold()) {
            catalogue.noteError();
            failure = apply(slice, source);
        }
        if (failure.isPresent()) {
            destination.rollback();
        } else {
            destination.commit();
        }
        return failure;
    }

    private Optional<Failure> apply(List<LogEvent> slice, long source) throws SQLException {
        allowed.beginSlice();
        var registered = slice.stream()
                .filter(event -> catalogue.registration(source, event).isPresent())
                .toList();
        for (LogEvent event : registered) {
            try {
                if (!apply(event, registered, source)) {
                    return Optional.of(new Failure(event, false));
                }
            } catch (SQLException e) {
                return Optional.of(new Failure(event, true));
            }
        }
        return Optional.empty();
    }

    private boolean apply(LogEvent event, List<LogEvent> slice, long source) throws SQLException {
        var key = catalogue.registration(source, event).orElseThrow().key();
        var effect = allowed.effectOf(event);
        if (effect.isEmpty()) {
            return true;
        }
        var error = destination.run(effect.get(), ReferenceStatement.of(effect.get(), key, quoting));
        return error.isEmpty()
                || !isReported(event)
                        && destination.isPlain(event)
                        && allowed.leaveOut(effect.get(), error.get(), slice, key);
    }

    /** Whether the next event that has failed in the replay is this one. */
    private boolean isReported(LogEvent event) {
        return reported.stream().skip(disabled.size()).findFirst().equals(Optional.of(event.id()));
    }

    /** Returns whether the batch is finished. */
    private boolean keepBooks(long batch, long source, List<LogEvent> slice) {
        for (LogEvent event : slice) {
            if (catalogue.registration(source, event).isEmpty()) {
                catalogue.countSkipped(event);
            } else {
                catalogue.countApplied(event);
            }
        }
        catalogue.noteTime(source, slice.stream().reduce((first, second) -> second));
        catalogue.shortenQueue(batch);
        boolean isFinished = catalogue.waiting(batch).isEmpty();
        if (isFinished) {
            catalogue.finish(batch);
        }
        return isFinished;
    }

    /** What the events of one source do to a table is one thing, what those of another do is another. */
    private boolean isDisabled(long source, LogEvent event) {
        var table = givenUpTable(source, event);
        return disabled.stream().anyMatch(table::isSameTableAs);
    }

    private static GivenUpTable givenUpTable(long source, LogEvent failed) {
        return new GivenUpTable("s" + source, failed.schema(), failed.table(), failed.id());
    }

    /** The event that ended a slice, and whether its table is not to blame. */
    private record Failure(LogEvent event, boolean isPassing) {}
}
