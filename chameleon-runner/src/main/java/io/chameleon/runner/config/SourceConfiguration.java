package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One source of a 2.0 configuration.
 *
 * @param name key below {@code sources}
 * @param type what it reads from
 * @param databaseServer host and port of {@code db_conn}, empty where the configuration doesn't tell
 * @param schemaMappings schema of the source to schema in PostgreSQL, in the configuration's order; never empty
 * @param tables which tables of these schemas it replicates
 * @param gtidEnable whether the source replicates by GTID
 */
public record SourceConfiguration(
        String name,
        SourceType type,
        Optional<DatabaseServer> databaseServer,
        Map<String, String> schemaMappings,
        TableSelection tables,
        boolean gtidEnable) {
    public SourceConfiguration {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(databaseServer, "databaseServer");
        schemaMappings = Collections.unmodifiableMap(new LinkedHashMap<>(schemaMappings));
        requireNonNull(tables, "tables");
        if (schemaMappings.isEmpty()) {
            throw new IllegalArgumentException("source " + name + " has no schema mappings");
        }
    }
}
