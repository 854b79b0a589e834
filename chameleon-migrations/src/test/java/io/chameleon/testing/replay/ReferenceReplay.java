package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

/** Replays a log of a 2.0 catalogue plainly, one event after the other, as the rules of the replay are written. */
public final class ReferenceReplay implements Replay {
    private final RandomLog log;
    private final Connection connection;
    private final ReferenceEvents events;
    private final Quoting quoting;

    public ReferenceReplay(RandomLog log, Connection connection) {
        this.log = log;
        this.connection = connection;
        this.events = new ReferenceEvents(connection);
        this.quoting = new Quoting(connection);
    }

    @Override
    public ReplayStatus call(int maxEvents, long source, boolean exitOnError) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var candidate = candidate(source);
            return candidate.isEmpty()
                    ? ReplayStatus.NOTHING_TO_DO
                    : replay(candidate.get(), maxEvents, source, exitOnError);
        } finally {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private Optional<Long> candidate(long source) throws SQLException {
        return events.ids("""
                SELECT b.i_id_batch FROM sch_chameleon.t_replica_batch b
                WHERE b.i_id_source = ? AND b.b_started AND b.b_processed AND NOT b.b_replayed
                  AND EXISTS (SELECT FROM sch_chameleon.t_batch_events e WHERE e.i_id_batch = b.i_id_batch)
                ORDER BY b.ts_created LIMIT 1""", source).stream().findFirst();
    }

    private ReplayStatus replay(long batch, int maxEvents, long source, boolean exitOnError) throws SQLException {
        var messages = new ArrayList<String>();
        events.update(
                "UPDATE sch_chameleon.t_replica_batch SET i_skipped = coalesce(i_skipped, 0) WHERE i_id_batch = ?",
                batch);
        LogEvent last = null;
        for (long id : events.waiting(batch).stream().limit(maxEvents).toList()) {
            var event = log.event(id);
            var message = replay(event, source, exitOnError);
            messages.addAll(message.stream().toList());
            if (message.isPresent() && exitOnError) {
                noteTime(source, last);
                return new ReplayStatus(false, true, messages);
            }
            last = event;
        }
        noteTime(source, last);
        if (!events.waiting(batch).isEmpty()) {
            return new ReplayStatus(true, false, messages);
        }
        events.update("DELETE FROM sch_chameleon.t_log_replica WHERE i_id_batch = ?", batch);
        events.update("DELETE FROM sch_chameleon.t_batch_events WHERE i_id_batch = ?", batch);
        count(batch, "b_replayed = true");
        return new ReplayStatus(candidate(source).isPresent(), false, messages);
    }

    /** Replays one event and takes it off the log, unless its failure ends the call; returns the failure's message. */
    private Optional<String> replay(LogEvent event, long source, boolean exitOnError) throws SQLException {
        if (!isInLog(event)) {
            return Optional.empty(); // Its table has failed earlier in this slice.
        }
        if (!isEnabled(event, source)) {
            remove(event);
            count(event.batch(), "i_skipped = i_skipped + 1");
            return Optional.empty();
        }
        var registration = log.registration(source, event).orElseThrow();
        var statement = ReferenceStatement.of(event, registration.key(), quoting);
        var error = events.run(statement);
        if (error.isEmpty()) {
            remove(event);
            count(
                    event.batch(),
                    event.isDdl()
                            ? "i_ddl = coalesce(i_ddl, 0) + 1, i_replayed = coalesce(i_replayed, 0)"
                            : "i_replayed = coalesce(i_replayed, 0) + 1, i_ddl = coalesce(i_ddl, 0)");
            return Optional.empty();
        }
        logError(event, source, statement, error.get());
        if (!exitOnError) {
            remove(event);
            giveUp(event, source);
        }
        return Optional.of("%s.%s SQLSTATE: %s - ERROR MESSAGE: %s"
                .formatted(
                        quoting.identifier(event.schema()),
                        quoting.identifier(event.table()),
                        error.get().sqlState(),
                        error.get().message()));
    }

    private boolean isInLog(LogEvent event) throws SQLException {
        return !events.ids("SELECT i_id_event FROM sch_chameleon.t_log_replica WHERE i_id_event = ?", event.id())
                .isEmpty();
    }

    private boolean isEnabled(LogEvent event, long source) throws SQLException {
        return !events.ids("""
                SELECT i_id_table FROM sch_chameleon.t_replica_tables
                WHERE i_id_source = ? AND v_schema_name = ? AND v_table_name = ? AND b_replica_enabled""", source, event.schema(), event.table()).isEmpty();
    }

    private void logError(LogEvent event, long source, ReferenceStatement statement, StatementError error)
            throws SQLException {
        events.update(
                """
                INSERT INTO sch_chameleon.t_error_log
                    (i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
                     i_binlog_position, ts_error, t_sql, t_error_message)
                VALUES (?, ?, ?, ?, ?, ?, ?, now(), ?, ?)""",
                event.batch(),
                source,
                event.schema(),
                event.table(),
                statement.predicate(),
                event.position().isPresent() ? "bin.000001" : "N/A",
                event.position().orElse(0L),
                statement.text().map(Quoting::literal).orElse(null),
                error.sqlState() + " - " + error.message());
    }

    /** Disables the table and drops what is left of it in the batch. */
    private void giveUp(LogEvent failed, long source) throws SQLException {
        events.update("""
                UPDATE sch_chameleon.t_replica_tables SET b_replica_enabled = false
                WHERE i_id_source = ? AND v_schema_name = ? AND v_table_name = ?""", source, failed.schema(), failed.table());
        for (long id : events.waiting(failed.batch())) {
            if (log.event(id).isSameTableAs(failed)) {
                remove(log.event(id));
                count(failed.batch(), "i_skipped = i_skipped + 1");
            }
        }
    }

    private void remove(LogEvent event) throws SQLException {
        events.update("DELETE FROM sch_chameleon.t_log_replica WHERE i_id_event = ?", event.id());
    }

    private void count(long batch, String assignments) throws SQLException {
        events.update(
                "UPDATE sch_chameleon.t_replica_batch SET ts_replayed = now(), " + assignments
                        + " WHERE i_id_batch = ?",
                batch);
    }

    private void noteTime(long source, LogEvent last) throws SQLException {
        if (last != null && last.time().isPresent()) {
            events.update("""
                    UPDATE sch_chameleon.t_last_replayed SET ts_last_replayed = to_timestamp(?)
                    WHERE i_id_source = ?""", last.time().get(), source);
        }
    }
}
