package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which schema of the source is replicated into which schema of the destination database.
 *
 * @param sourceSchema the schema in MySQL; empty in a 1.7 catalogue on whose source no release 1.8 has run a command
 * @param destinationSchema the schema in PostgreSQL
 */
public record SchemaMapping(Optional<String> sourceSchema, String destinationSchema) {
    public SchemaMapping {
        requireNonNull(sourceSchema, "sourceSchema");
        requireNonNull(destinationSchema, "destinationSchema");
    }
}
