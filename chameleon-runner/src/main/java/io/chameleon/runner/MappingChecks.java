package io.chameleon.runner;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.chameleon.migrations.LogTable;
import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.config.SourceConfiguration;
import io.chameleon.runner.config.SourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Preconditions on the configuration: it names every old source once, and what it makes of them can work. */
final class MappingChecks {
    private static final Pattern USABLE_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private static final int LONGEST_NAME = LogTable.MAXIMUM_SOURCE_BYTES;

    private MappingChecks() {}

    static Stream<Check> of(SchemaMatch match) {
        return Stream.of(mapped(match), known(match), types(match), names(match), gtid(match), servers(match))
                .flatMap(List::stream);
    }

    private static List<Check> mapped(SchemaMatch match) {
        var checks = new CheckList("source-mapped");
        for (LegacySource source : match.unmappedSources()) {
            checks.fail(
                    "No schema mapping of the configuration stands for the source " + source.name() + " ("
                            + describe(source) + ").",
                    "Add the mapping " + source.mysqlSchema().orElse("<MySQL schema>") + ": "
                            + source.destinationSchema() + " to a source of the configuration.");
        }
        for (LegacySource source : match.ambiguousSources()) {
            checks.fail(
                    "Several schema mappings of the configuration stand for the source " + source.name() + " ("
                            + describe(source) + ").",
                    "Keep one of them.");
        }
        return checks.orPass("Every source of the catalogue is mapped once.");
    }

    private static List<Check> known(SchemaMatch match) {
        var checks = new CheckList("mapping-known");
        for (String mapping : match.unknownMappings()) {
            checks.fail(
                    "The catalogue has no source for the schema mapping " + mapping + ".",
                    "Correct the mapping, or remove it and add it after the upgrade.");
        }
        return checks.orPass("Every schema mapping of the configuration is in the catalogue.");
    }

    private static List<Check> types(SchemaMatch match) {
        var checks = new CheckList("source-type");
        match.configured()
                .filter(source -> source.type() != SourceType.MYSQL)
                .forEach(source -> checks.fail(
                        "The configured source " + source.name() + " is of type "
                                + source.type().label() + ", but 1.7 replicates from MySQL only.",
                        "Set type: mysql for " + source.name() + "."));
        return checks.orPass("Every configured source is of type mysql.");
    }

    private static List<Check> names(SchemaMatch match) {
        var checks = new CheckList("source-name");
        for (SourceConfiguration source : match.configured().toList()) {
            String name = source.name();
            if (!USABLE_NAME.matcher(name).matches()) {
                checks.fail(
                        "The source name " + name + " can't be part of a log table's name.",
                        "Use letters without accents, digits and underscores, at most " + LONGEST_NAME + " of them.");
            } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                checks.fail(
                        "The source name " + name + " is too long: the names of its two log tables would be one.",
                        "Use at most " + LONGEST_NAME + " characters, such as " + name.substring(0, LONGEST_NAME)
                                + ".");
            }
        }
        sameButForCase(match)
                .forEach((name, sources) -> checks.fail(
                        "Several configured sources differ in case only: " + String.join(", ", sources) + ".",
                        "Give them names that differ in more."));
        return checks.orPass("Every configured source has a usable name.");
    }

    private static Map<String, List<String>> sameButForCase(SchemaMatch match) {
        Map<String, List<String>> byName = match.configured()
                .map(SourceConfiguration::name)
                .collect(groupingBy(name -> name.toLowerCase(Locale.ROOT), TreeMap::new, toList()));
        byName.values().removeIf(names -> names.size() == 1);
        return byName;
    }

    private static List<Check> gtid(SchemaMatch match) {
        var checks = new CheckList("gtid-enable");
        match.configured()
                .filter(SourceConfiguration::gtidEnable)
                .forEach(source -> checks.fail(
                        "gtid_enable is on for " + source.name()
                                + ", but a 1.7 catalogue knows no GTID set to start from.",
                        "Set gtid_enable: false, let the source get consistent after the upgrade, then turn it on"
                                + " again."));
        return checks.orPass("No configured source uses GTIDs.");
    }

    private static List<Check> servers(SchemaMatch match) {
        var checks = new CheckList("binlog-base-name");
        match.merged().forEach(merge -> {
            Map<String, List<String>> byBaseName = new TreeMap<>();
            merge.sources().forEach(source -> positions(source).forEach(position -> byBaseName
                    .computeIfAbsent(position.baseName(), name -> new ArrayList<>())
                    .add(source.name())));
            if (byBaseName.size() > 1) {
                checks.fail(
                        "The sources that become " + merge.configured().name() + " read binlogs of different servers: "
                                + byBaseName.entrySet().stream()
                                        .map(entry -> entry.getValue().stream()
                                                        .distinct()
                                                        .collect(joining(", ")) + " reads " + entry.getKey())
                                        .collect(joining("; "))
                                + ".",
                        "Configure one source for each MySQL server.");
            }
        });
        match.mapped().forEach(source -> dottedBaseName(source)
                .ifPresent(name -> checks.fail(
                        "The binlogs of the source " + source.name() + " have a base name with a dot: " + name
                                + ". pg_chameleon 2.0 takes what follows the first dot for the file's number.",
                        "Give log_bin a base name without dots in MySQL and initialise the source again with"
                                + " pg_chameleon 1.8.2.")));
        return checks.orPass(
                "The binlogs have usable base names, and sources that are merged read those of one server.");
    }

    private static Optional<String> dottedBaseName(LegacySource source) {
        return positions(source)
                .map(BinlogPosition::baseName)
                .filter(name -> name.contains("."))
                .findFirst();
    }

    private static Stream<BinlogPosition> positions(LegacySource source) {
        return Stream.concat(
                source.restartPoint().stream(), source.tables().stream().flatMap(table -> table.position().stream()));
    }

    private static String describe(LegacySource source) {
        return source.mysqlSchema().orElse("MySQL schema not stored") + " → " + source.destinationSchema();
    }
}
