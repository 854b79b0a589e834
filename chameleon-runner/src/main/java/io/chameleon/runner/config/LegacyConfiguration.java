package io.chameleon.runner.config;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.failure.ChameleonException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pg_chameleon 1.8 configuration, which holds one source.
 *
 * @param file where it was read from
 * @param settings all that it says
 * @param mysqlSchema {@code my_database}
 * @param destinationSchema {@code dest_schema} or {@code destination_schema}
 * @param destinationDatabase {@code pg_database}
 * @param limits {@code tables_limit}, names without schema; empty where the source isn't limited
 * @param typeOverrides by MySQL type
 */
record LegacyConfiguration(
        Path file,
        YamlMapping settings,
        PlacedText sourceName,
        PlacedText mysqlSchema,
        PlacedText destinationSchema,
        LegacyConnection mysql,
        LegacyConnection destination,
        PlacedText destinationDatabase,
        List<PlacedText> limits,
        Map<String, LegacyTypeOverride> typeOverrides) {

    /**
     * Reads and checks a configuration file.
     *
     * @throws ChameleonException a usage error that names file, key and line, never a value that may be a password
     */
    static LegacyConfiguration read(Path file) {
        var root = YamlDocument.read(file);
        var settings = root.mapping("a mapping with the keys source_name, my_database, mysql_conn and pg_conn");
        settings.find("sources").ifPresent(LegacyConfiguration::refuseNewConfiguration);
        return new LegacyConfiguration(
                file,
                settings,
                PlacedText.required(settings, "source_name"),
                PlacedText.required(settings, "my_database"),
                destinationSchema(root, settings),
                LegacyConnection.read(settings.require("mysql_conn"), SourceType.MYSQL.defaultPort(), "passwd"),
                LegacyConnection.read(settings.require("pg_conn"), SourceType.PGSQL.defaultPort(), "password"),
                PlacedText.required(settings, "pg_database"),
                settings.get("tables_limit").map(LegacyConfiguration::tables).orElse(List.of()),
                settings.get("type_override").map(LegacyTypeOverride::read).orElse(Map.of()));
    }

    /** The server and database that hold the catalogue, and the user who connects. */
    String describeDestination() {
        return "the database " + destinationDatabase.text() + " on " + destination.server() + " as "
                + destination.user().text();
    }

    private static void refuseNewConfiguration(YamlNode sources) {
        throw sources.failure(
                "config.already-converted",
                "this is a configuration of pg_chameleon 2.0: a 1.8 one holds one source, without this key.",
                "Name the 1.8 configurations only.");
    }

    private static PlacedText destinationSchema(YamlNode root, YamlMapping settings) {
        List<PlacedText> spellings = Stream.of("dest_schema", "destination_schema")
                .flatMap(key -> PlacedText.optional(settings, key).stream())
                .toList();
        if (spellings.isEmpty()) {
            throw root.failure("config.missing-key", "the key dest_schema is missing.", "Add it.");
        }
        if (spellings.stream().map(PlacedText::text).distinct().count() > 1) {
            throw root.failure(
                    "config.contradiction",
                    "dest_schema and destination_schema differ: "
                            + spellings.stream()
                                    .map(spelling -> spelling.node().place())
                                    .collect(joining("; "))
                            + ".",
                    "Keep the one that the source replicates into.");
        }
        return spellings.get(0);
    }

    private static List<PlacedText> tables(YamlNode node) {
        return node.items("a list of tables").stream().map(PlacedText::of).toList();
    }
}
