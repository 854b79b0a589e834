package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LegacySource;

/**
 * A 1.7 source that becomes part of a new one.
 *
 * @param id its {@code i_id_source}
 * @param name its name
 * @param mysqlSchema the MySQL schema that it reads
 * @param destinationSchema the schema that it writes to
 * @param restartPoint where its stream would go on
 */
public record SourceOrigin(
        long id, String name, String mysqlSchema, String destinationSchema, BinlogPosition restartPoint) {
    public SourceOrigin {
        requireNonNull(name, "name");
        requireNonNull(mysqlSchema, "mysqlSchema");
        requireNonNull(destinationSchema, "destinationSchema");
        requireNonNull(restartPoint, "restartPoint");
    }

    /** A source that has passed all checks: its schema and its restart point are known. */
    static SourceOrigin of(LegacySource source) {
        return new SourceOrigin(
                source.id(),
                source.name(),
                source.mysqlSchema().orElseThrow(),
                source.destinationSchema(),
                source.restartPoint().orElseThrow());
    }
}
