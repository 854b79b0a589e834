package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replays what is pending in a 1.7 catalogue plainly, one event after the other, as the rules are written. */
public final class ReferenceReplay17 {
    private final RandomLog log;
    private final Connection connection;
    private final ReferenceEvents events;
    private final Quoting quoting;
    private final Set<List<String>> disabled = new LinkedHashSet<>();

    public ReferenceReplay17(RandomLog log, Connection connection) {
        this.log = log;
        this.connection = connection;
        this.events = new ReferenceEvents(connection);
        this.quoting = new Quoting(connection);
    }

    /**
     * Replays everything, or up to the first slice with a failing event.
     *
     * @return the failing event's id
     */
    public Optional<Long> stopAtError(int sliceSize) throws SQLException {
        return replay(sliceSize, false);
    }

    /**
     * Replays everything but the tables that fail.
     *
     * @return schema and name of the tables that failed, in their order
     */
    public List<List<String>> disableTables(int sliceSize) throws SQLException {
        replay(sliceSize, true);
        return List.copyOf(disabled);
    }

    private Optional<Long> replay(int sliceSize, boolean disables) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (long source : RandomLog.SOURCES) {
                for (long batch : pendingBatches(source)) {
                    var failed = replayBatch(batch, source, sliceSize, disables);
                    if (failed.isPresent()) {
                        return failed;
                    }
                }
            }
            return Optional.empty();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<Long> pendingBatches(long source) throws SQLException {
        return events.ids("""
                SELECT b.i_id_batch FROM sch_chameleon.t_replica_batch b
                WHERE b.i_id_source = ? AND b.b_processed AND NOT b.b_replayed
                  AND (EXISTS (SELECT FROM sch_chameleon.t_batch_events e WHERE e.i_id_batch = b.i_id_batch)
                    OR EXISTS (SELECT FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = b.i_id_batch))
                ORDER BY b.ts_created""", source);
    }

    private Optional<Long> replayBatch(long batch, long source, int sliceSize, boolean disables) throws SQLException {
        while (true) {
            storeMissingQueue(batch);
            var slice = slice(batch, sliceSize);
            var failed = replaySlice(slice, source);
            if (failed.isPresent()) {
                connection.rollback();
                if (!disables) {
                    return failed;
                }
                disabled.add(table(failed.get()));
                continue;
            }
            boolean finished = keepBooks(batch, source, slice);
            connection.commit();
            if (finished || slice.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private void storeMissingQueue(long batch) throws SQLException {
        if (events.ids("SELECT i_id_batch FROM sch_chameleon.t_batch_events WHERE i_id_batch = ?", batch)
                .isEmpty()) {
            var ids = events.ids(
                    "SELECT i_id_event FROM sch_chameleon.t_log_replica WHERE i_id_batch = ? ORDER BY 1", batch);
            events.update("INSERT INTO sch_chameleon.t_batch_events VALUES (?, ?)", batch, ids.toArray(new Long[0]));
        }
    }

    private List<Long> slice(long batch, int sliceSize) throws SQLException {
        var slice = new ArrayList<Long>();
        for (long id : events.waiting(batch)) {
            if (disabled.contains(table(id))) {
                continue;
            }
            if (slice.size() == sliceSize || !slice.isEmpty() && log.event(id).isDdl()) {
                break;
            }
            slice.add(id);
        }
        return slice;
    }

    private Optional<Long> replaySlice(List<Long> slice, long source) throws SQLException {
        for (long id : slice) {
            var event = log.event(id);
            var registration = log.registration(source, event);
            if (registration.isEmpty()) {
                continue;
            }
            var statement = ReferenceStatement.of(event, registration.get().key(), quoting);
            if (events.run(statement).isPresent()) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Returns whether the batch is finished. */
    private boolean keepBooks(long batch, long source, List<Long> slice) throws SQLException {
        for (long id : slice) {
            var event = log.event(id);
            var skipped = log.registration(source, event).isEmpty();
            events.update("DELETE FROM sch_chameleon.t_log_replica WHERE i_id_event = ?", id);
            events.update("""
                    UPDATE sch_chameleon.t_replica_batch
                    SET i_skipped = coalesce(i_skipped, 0) + ?,
                        i_ddl = CASE WHEN ? THEN i_ddl ELSE coalesce(i_ddl, 0) + ? END,
                        i_replayed = CASE WHEN ? THEN i_replayed ELSE coalesce(i_replayed, 0) + ? END,
                        ts_replayed = now()
                    WHERE i_id_batch = ?""", skipped ? 1 : 0, skipped, event.isDdl() ? 1 : 0, skipped, event.isDdl() ? 0 : 1, batch);
        }
        var lastTime = slice.isEmpty()
                ? Optional.<Long>empty()
                : log.event(slice.get(slice.size() - 1)).time();
        if (lastTime.isPresent()) {
            events.update(
                    "UPDATE sch_chameleon.t_sources SET ts_last_replay = to_timestamp(?) WHERE i_id_source = ?",
                    lastTime.get(),
                    source);
        }
        var waiting = events.waiting(batch);
        if (!waiting.isEmpty()) {
            events.update(
                    "UPDATE sch_chameleon.t_batch_events SET i_id_event = ? WHERE i_id_batch = ?",
                    waiting.toArray(new Long[0]),
                    batch);
            return false;
        }
        events.update("DELETE FROM sch_chameleon.t_batch_events WHERE i_id_batch = ?", batch);
        events.update("DELETE FROM sch_chameleon.t_log_replica WHERE i_id_batch = ?", batch);
        events.update(
                "UPDATE sch_chameleon.t_replica_batch SET b_replayed = true, ts_replayed = now() WHERE i_id_batch = ?",
                batch);
        return true;
    }

    private List<String> table(long id) {
        return List.of(log.event(id).schema(), log.event(id).table());
    }
}
