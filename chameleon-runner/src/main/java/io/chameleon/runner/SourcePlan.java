package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.catalogue.LegacyTable;
import io.chameleon.runner.config.SourceConfiguration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configured source is made of, and where it goes on.
 *
 * <p>1.7 stores as restart point the <em>end</em> of the last event that it applied, and pg_chameleon 2.0 delivers an
 * event of a table when its end is at or behind the table's coordinate. Where the stream starts before that point,
 * because another merged source is behind, the last event would be delivered again. So the coordinate of every
 * table that is ahead of the batch start is one byte further than its last applied event; batch start and
 * consistent point stay exact.
 *
 * @param name name of the new source
 * @param type {@code mysql}
 * @param schemaMappings MySQL schema → destination schema
 * @param origins the 1.7 sources that become this one
 * @param status status with which it arrives: {@code initialised} where all merged sources were, else {@code stopped}
 * @param batchStart where the stream starts: the restart point of the source that is furthest behind
 * @param consistentPoint from where on all tables are complete: the furthest restart point or coordinate of a table
 * @param tables by schema and name
 */
public record SourcePlan(
        String name,
        String type,
        Map<String, String> schemaMappings,
        List<SourceOrigin> origins,
        String status,
        BinlogPosition batchStart,
        BinlogPosition consistentPoint,
        List<TablePlan> tables) {
    public SourcePlan {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        schemaMappings = Collections.unmodifiableMap(new LinkedHashMap<>(schemaMappings));
        origins = List.copyOf(origins);
        requireNonNull(status, "status");
        requireNonNull(batchStart, "batchStart");
        requireNonNull(consistentPoint, "consistentPoint");
        tables = List.copyOf(tables);
    }

    /** Plans a source from 1.7 sources that have passed all checks. */
    static SourcePlan of(SourceConfiguration configured, List<LegacySource> sources) {
        BinlogPosition batchStart = sources.stream()
                .map(SourcePlan::restartPoint)
                .min(BinlogPosition::compareTo)
                .orElseThrow();
        List<TablePlan> tables = sources.stream()
                .flatMap(source -> source.tables().stream()
                        .map(table -> plan(table, complete(table, restartPoint(source)), batchStart)))
                .toList();
        return new SourcePlan(
                configured.name(),
                configured.type().label(),
                configured.schemaMappings(),
                sources.stream().map(SourceOrigin::of).toList(),
                sources.stream().allMatch(source -> source.status().equals("initialised")) ? "initialised" : "stopped",
                batchStart,
                tables.stream()
                        .map(TablePlan::complete)
                        .max(BinlogPosition::compareTo)
                        .orElse(batchStart),
                tables);
    }

    /** Names of the 1.7 sources that become this one. */
    public List<String> mergedSources() {
        return origins.stream().map(SourceOrigin::name).toList();
    }

    private static TablePlan plan(LegacyTable table, BinlogPosition complete, BinlogPosition batchStart) {
        BinlogPosition coordinate = complete.isAfter(batchStart) ? complete.next() : complete;
        return new TablePlan(table.schema(), table.name(), table.keyColumns(), complete, coordinate);
    }

    /** A table's own coordinates count where they are ahead of its source. */
    private static BinlogPosition complete(LegacyTable table, BinlogPosition restartPoint) {
        Optional<BinlogPosition> own = table.position().filter(position -> position.isAfter(restartPoint));
        return own.orElse(restartPoint);
    }

    private static BinlogPosition restartPoint(LegacySource source) {
        return source.restartPoint().orElseThrow();
    }
}
