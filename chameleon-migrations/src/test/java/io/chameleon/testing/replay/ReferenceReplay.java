package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays a log of a 2.0 catalogue plainly, one event after the other, as the rules of the replay are written. */
final class ReferenceReplay implements Replay {
    private static final String OBJECT_IN_USE = "55006";

    private final ReferenceConnection destination;
    private final Quoting quoting;
    private final AllowedDifference allowed;
    private final List<String> reported;
    private ReferenceCatalogue catalogue;
    private List<LogEvent> slice = List.of();
    private boolean hasApplied;
    private Optional<Registration> lastFailed = Optional.empty();

    /**
     * Prepares one run.
     *
     * @param reported the error log that the replay has left, in its order: it tells which of the images that may be left
     *     out were looked at
     */
    ReferenceReplay(RandomLog log, Connection connection, List<String> reported) {
        this.quoting = new Quoting(connection);
        this.destination = new ReferenceConnection(connection, quoting);
        this.allowed = new AllowedDifference(destination);
        this.reported = reported;
        this.catalogue = new ReferenceCatalogue(log);
    }

    ReferenceCatalogue catalogue() {
        return catalogue;
    }

    @Override
    public void giveUpTableOfLastError(long source) {
        catalogue.disable(lastFailed.orElseThrow());
    }

    @Override
    public ReplayStatus call(int maxEvents, long source, boolean exitOnError) throws SQLException {
        var batch = candidate(source);
        if (batch.isEmpty()) {
            return ReplayStatus.NOTHING_TO_DO;
        }
        var before = catalogue.copy();
        destination.begin();
        try {
            var status = replay(batch.get(), maxEvents, source, exitOnError);
            while (!destination.constraintsHold()) {
                catalogue = before.copy();
                catalogue.noteError();
                status = replay(batch.get(), maxEvents, source, exitOnError);
            }
            destination.commit();
            return status;
        } catch (SQLException e) {
            destination.rollback();
            catalogue = before;
            catalogue.noteError();
            throw e;
        }
    }

    private Optional<Long> candidate(long source) {
        return catalogue.pending(source, true).stream().findFirst();
    }

    private ReplayStatus replay(long batch, int maxEvents, long source, boolean exitOnError) throws SQLException {
        var messages = new ArrayList<String>();
        catalogue.putInOrder(batch);
        catalogue.beginSlice(batch);
        allowed.beginSlice();
        hasApplied = false;
        Optional<LogEvent> last = Optional.empty();
        slice = catalogue.waiting(batch).stream().limit(maxEvents).toList();
        for (LogEvent event : slice) {
            Optional<String> message;
            try {
                message = replay(event, source, exitOnError);
            } catch (SQLException e) {
                // A table with unchecked deferred constraints can't be altered: their check ends the slice.
                if (hasApplied && OBJECT_IN_USE.equals(e.getSQLState())) {
                    break;
                }
                throw e;
            }
            messages.addAll(message.stream().toList());
            if (message.isPresent() && exitOnError) {
                catalogue.noteTime(source, last);
                return new ReplayStatus(false, true, messages);
            }
            last = Optional.of(event);
        }
        catalogue.noteTime(source, last);
        if (!catalogue.waiting(batch).isEmpty()) {
            return new ReplayStatus(true, false, messages);
        }
        catalogue.finish(batch);
        return new ReplayStatus(candidate(source).isPresent(), false, messages);
    }

    private Optional<Registration> registration(long source, LogEvent event) {
        return catalogue.registration(source, event).filter(Registration::enabled);
    }

    /** Replays one event and takes it off the log, unless its failure ends the call; returns the failure's message. */
    private Optional<String> replay(LogEvent event, long source, boolean exitOnError) throws SQLException {
        if (!catalogue.isWaiting(event)) {
            return Optional.empty(); // Its table has failed earlier in this slice.
        }
        var registration = registration(source, event);
        if (registration.isEmpty()) {
            catalogue.countSkipped(event);
            return Optional.empty();
        }
        var effect = allowed.effectOf(event);
        if (effect.isEmpty()) {
            countApplied(event);
            return Optional.empty();
        }
        var statement = ReferenceStatement.of(effect.get(), registration.get().key(), quoting);
        var error = destination.run(effect.get(), statement);
        if (error.isEmpty()) {
            countApplied(event);
            return Optional.empty();
        }
        var line = ReferenceCatalogue.errorLine(source, event, statement.predicate(), statement.text(), error.get());
        if (!isReported(line) && leaveOut(effect.get(), error.get(), source, registration.get())) {
            countApplied(event);
            return Optional.empty();
        }
        catalogue.logError(line);
        lastFailed = registration;
        if (!exitOnError) {
            catalogue.remove(event);
            catalogue.disable(registration.get());
            catalogue.dropEvents(event);
        }
        return Optional.of("%s.%s SQLSTATE: %s - ERROR MESSAGE: %s"
                .formatted(
                        quoting.identifier(event.schema()),
                        quoting.identifier(event.table()),
                        error.get().sqlState(),
                        error.get().message()));
    }

    private void countApplied(LogEvent event) {
        catalogue.countApplied(event);
        hasApplied = true;
    }

    /** Whether the next error that the replay has logged is this one. */
    private boolean isReported(String line) {
        return reported.stream().skip(catalogue.errorCount()).findFirst().equals(Optional.of(line));
    }

    private boolean leaveOut(LogEvent failed, StatementError error, long source, Registration registration)
            throws SQLException {
        var registered = slice.stream()
                .filter(other -> registration(source, other).isPresent())
                .toList();
        return destination.isPlain(failed) && allowed.leaveOut(failed, error, registered, registration.key());
    }
}
