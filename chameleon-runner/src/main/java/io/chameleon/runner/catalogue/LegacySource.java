package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A source of a 1.7 catalogue: one MySQL schema that is replicated into one PostgreSQL schema.
 *
 * @param id {@code i_id_source}
 * @param name {@code t_source}
 * @param mysqlSchema {@code t_source_schema}, which stays empty until a release 1.8 has run a command on the source
 * @param destinationSchema {@code t_dest_schema}
 * @param status {@code enm_status}
 * @param batches all batches, in order of creation
 * @param tables the registered tables, by schema and name
 */
public record LegacySource(
        long id,
        String name,
        Optional<String> mysqlSchema,
        String destinationSchema,
        String status,
        List<LegacyBatch> batches,
        List<LegacyTable> tables) {
    public LegacySource {
        requireNonNull(name, "name");
        requireNonNull(mysqlSchema, "mysqlSchema");
        requireNonNull(destinationSchema, "destinationSchema");
        requireNonNull(status, "status");
        batches = batches.stream()
                .sorted(Comparator.comparingLong(LegacyBatch::id))
                .toList();
        tables = List.copyOf(tables);
    }

    /** The same with no batch replayed. */
    LegacySource apartFromReplay() {
        return new LegacySource(
                id,
                name,
                mysqlSchema,
                destinationSchema,
                status,
                batches.stream().map(LegacyBatch::apartFromReplay).toList(),
                tables);
    }

    /** The batches that aren't processed, in order of creation. */
    public List<LegacyBatch> openBatches() {
        return batches.stream().filter(LegacyBatch::isOpen).toList();
    }

    /**
     * The batch with which the stream goes on: the oldest open one. A second open batch is left behind when 1.8.2 is
     * killed between opening the next batch and closing the old one; it is an empty promise.
     */
    public Optional<LegacyBatch> restartBatch() {
        return openBatches().stream().findFirst();
    }

    /** Batches that were processed although an older one is still open: the restart point can't be told. */
    public List<LegacyBatch> processedAfterRestart() {
        return restartBatch().stream()
                .flatMap(open -> batches.stream().filter(batch -> batch.processed() && batch.id() > open.id()))
                .toList();
    }

    /** Where the stream goes on. */
    public Optional<BinlogPosition> restartPoint() {
        return restartBatch().flatMap(LegacyBatch::position);
    }
}
