package io.chameleon.runner.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.chameleon.runner.failure.ChameleonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds its way through the keys of a 2.0 configuration. */
final class ReplicaConfigurationReader {
    private static final String MAPPING_OF_SCHEMAS = "a mapping of MySQL schemas to PostgreSQL schemas";

    private final Map<String, SourceConfiguration> sources = new LinkedHashMap<>();
    private final Map<String, YamlNode> destinations = new LinkedHashMap<>();

    private ReplicaConfigurationReader() {}

    static ReplicaConfiguration read(YamlNode root) {
        var top = root.mapping("a mapping with the keys pg_conn and sources");
        var destination = top.get("pg_conn").map(ReplicaConfigurationReader::destination);
        var reader = new ReplicaConfigurationReader();
        reader.readSources(root, top);
        return new ReplicaConfiguration(destination.orElse(ConnectionOptions.NONE), reader.sources);
    }

    private static ConnectionOptions destination(YamlNode node) {
        var connection = node.mapping("a mapping with the keys host, port, user, password and database");
        return new ConnectionOptions(
                connection.get("host").flatMap(YamlNode::text),
                connection.get("port").map(YamlNode::port),
                connection.get("database").flatMap(YamlNode::text),
                connection.get("user").flatMap(YamlNode::text),
                connection.get("password").flatMap(YamlNode::text).map(Secret::of),
                Map.of());
    }

    private void readSources(YamlNode root, YamlMapping top) {
        var node = top.find("sources").orElseThrow(() -> noSources(root, "the key sources is missing."));
        if (node.isNull()) {
            throw noSources(node, "no source is configured.");
        }
        var entries = node.mapping("a mapping of source names to sources").entries("a source name");
        if (entries.isEmpty()) {
            throw noSources(node, "no source is configured.");
        }
        entries.forEach((name, source) -> sources.put(name, source(name, source)));
    }

    private static ChameleonException noSources(YamlNode node, String problem) {
        return node.failure("config.no-sources", problem, "Add the sources.");
    }

    private SourceConfiguration source(String name, YamlNode node) {
        var source = node.mapping("a mapping with the keys db_conn, schema_mappings and type");
        var type = type(source.require("type"));
        return new SourceConfiguration(
                name,
                type,
                source.get("db_conn").flatMap(connection -> databaseServer(connection, type)),
                schemaMappings(source.require("schema_mappings")),
                new TableSelection(tables(source, "limit_tables"), tables(source, "skip_tables")),
                source.get("gtid_enable").map(YamlNode::flag).orElse(false));
    }

    private static Set<String> tables(YamlMapping source, String key) {
        return source.get(key).stream()
                .flatMap(node -> node.items("a list of tables").stream())
                .map(table -> table.name("a table as schema.table"))
                .collect(toUnmodifiableSet());
    }

    private static SourceType type(YamlNode node) {
        String name = node.name("mysql or pgsql");
        return SourceType.named(name)
                .orElseThrow(() -> node.failure(
                        "config.unknown-type",
                        "the source type '" + name + "' doesn't exist.",
                        "Write mysql or pgsql, in lower case."));
    }

    private static Optional<DatabaseServer> databaseServer(YamlNode node, SourceType type) {
        var connection = node.mapping("a mapping with the keys host and port");
        int port = connection.get("port").map(YamlNode::port).orElse(type.defaultPort());
        return connection.get("host").flatMap(YamlNode::text).map(host -> new DatabaseServer(host, port));
    }

    private Map<String, String> schemaMappings(YamlNode node) {
        var mappings = new LinkedHashMap<String, String>();
        if (!node.isNull()) {
            node.mapping(MAPPING_OF_SCHEMAS)
                    .entries("a schema name")
                    .forEach((schema, destination) -> mappings.put(schema, destinationSchema(destination)));
        }
        if (mappings.isEmpty()) {
            throw node.failure(
                    "config.empty-mappings",
                    "no schema is mapped.",
                    "Map at least one MySQL schema to a PostgreSQL schema.");
        }
        return mappings;
    }

    private String destinationSchema(YamlNode node) {
        String schema = node.name("the name of a PostgreSQL schema");
        var first = destinations.putIfAbsent(schema, node);
        if (first != null) {
            throw node.failure(
                    "config.duplicate-destination",
                    "the PostgreSQL schema '" + schema + "' is already the destination of " + first.place() + ".",
                    "Give every MySQL schema a destination of its own.");
        }
        return schema;
    }
}
