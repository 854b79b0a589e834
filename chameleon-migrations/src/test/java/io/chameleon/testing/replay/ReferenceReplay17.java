package io.chameleon.testing.replay;

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
    private final List<List<String>> disabled = new ArrayList<>();
    private final AllowedDifference allowed = new AllowedDifference();
    private ReferenceCatalogue catalogue;

    ReferenceReplay17(RandomLog log, Connection connection) {
        this.log = log;
        this.destination = new ReferenceConnection(connection);
        this.quoting = new Quoting(connection);
        this.catalogue = new ReferenceCatalogue(log);
    }

    AllowedDifference allowed() {
        return allowed;
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
                disabled.add(table(source, failure.get().event()));
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
            if (disabled.contains(table(source, event))) {
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
        if (failure.isEmpty() && destination.checkConstraints().isPresent()) {
            // What is deferred doesn't hold in the end: checked at once, it tells which event is to blame.
            catalogue.noteError();
            destination.rollback();
            destination.begin();
            destination.checkConstraints();
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
        for (LogEvent event : slice) {
            var registration = catalogue.registration(source, event);
            if (registration.isEmpty()) {
                continue;
            }
            try {
                var statement = ReferenceStatement.of(event, registration.get().key(), quoting);
                var error = destination.run(event, statement);
                if (error.isPresent()) {
                    var registered = slice.stream()
                            .filter(other ->
                                    catalogue.registration(source, other).isPresent())
                            .toList();
                    allowed.consider(
                            event, error.get(), registered, registration.get().key());
                    return Optional.of(new Failure(event, false));
                }
            } catch (SQLException e) {
                return Optional.of(new Failure(event, true));
            }
        }
        return Optional.empty();
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
    private static List<String> table(long source, LogEvent event) {
        return List.of("s" + source, event.schema(), event.table());
    }

    /** The event that ended a slice, and whether its table is not to blame. */
    private record Failure(LogEvent event, boolean isPassing) {}
}
