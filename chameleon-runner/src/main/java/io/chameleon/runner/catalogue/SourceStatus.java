package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one source stands, in a 1.7 or a 2.0 catalogue. What a version's catalogue has no column for is empty or false.
 *
 * @param id {@code i_id_source}
 * @param name {@code t_source}
 * @param type {@code mysql} or {@code pgsql}; 1.7 knows {@code mysql} only
 * @param status {@code enm_status}: ready, initialising, initialised, syncing, synced, stopped, running or error
 * @param schemaMappings by source schema; 1.7 has one for each source
 * @param consistent whether all tables are level with each other; in 1.7, whether no table has coordinates of its own
 * @param highWatermark 2.0 only: the position at which the source will be consistent
 * @param restartPoint where reading goes on: the start of the open batch, empty where none is open or its start isn't
 *     the name of a binlog file
 * @param times how far it has come in time
 * @param pauses what holds it
 * @param counters what it has replayed since the last clean-up of its batches
 * @param pending what it still has to replay
 * @param tables its registered tables, by schema and name
 * @param errorCount entries of the source in the error log; 0 in 1.7, which has none
 * @param lastErrors the newest of them, newest first
 */
public record SourceStatus(
        long id,
        String name,
        String type,
        String status,
        List<SchemaMapping> schemaMappings,
        boolean consistent,
        Optional<BinlogPosition> highWatermark,
        Optional<BinlogPosition> restartPoint,
        ReplicationTimes times,
        Pauses pauses,
        Counters counters,
        Pending pending,
        List<TableStatus> tables,
        long errorCount,
        List<LoggedError> lastErrors) {
    public SourceStatus {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(status, "status");
        schemaMappings = List.copyOf(schemaMappings);
        requireNonNull(highWatermark, "highWatermark");
        requireNonNull(restartPoint, "restartPoint");
        requireNonNull(times, "times");
        requireNonNull(pauses, "pauses");
        requireNonNull(counters, "counters");
        requireNonNull(pending, "pending");
        tables = List.copyOf(tables);
        lastErrors = List.copyOf(lastErrors);
    }

    /** The tables that are replicated. */
    public List<TableStatus> replicatedTables() {
        return tables.stream().filter(TableStatus::enabled).toList();
    }

    /** The tables that are registered but no longer replicated. */
    public List<TableStatus> disabledTables() {
        return tables.stream().filter(table -> !table.enabled()).toList();
    }

    /**
     * What holds a source. 1.7 knows nothing of it, 2.0.0 and 2.0.1 neither, 2.0.2 no maintenance flag.
     *
     * @param maintenance {@code t_sources.b_maintenance}: a maintenance run is under way, or was killed
     * @param requested {@code t_sources.b_paused}: reader and replay are asked to pause
     * @param reading {@code t_last_received.b_paused}: the reader has paused
     * @param replaying {@code t_last_replayed.b_paused}: the replay has paused
     * @param lastMaintenance when the last maintenance run ended
     */
    public record Pauses(
            boolean maintenance,
            boolean requested,
            boolean reading,
            boolean replaying,
            Optional<Instant> lastMaintenance) {
        public Pauses {
            requireNonNull(lastMaintenance, "lastMaintenance");
        }

        /** Whether anything holds the source. */
        public boolean any() {
            return maintenance || requested || reading || replaying;
        }
    }

    /**
     * Sums over the batches that are kept.
     *
     * @param replayed row events that were applied
     * @param skipped events that were not, because their table isn't replicated
     * @param ddl statements that were run
     */
    public record Counters(long replayed, long skipped, long ddl) {}

    /**
     * What is read completely and not yet replayed.
     *
     * @param batches processed batches that aren't replayed
     * @param events their events
     */
    public record Pending(long batches, long events) {}
}
