package io.chameleon.runner;

import static java.util.stream.Collectors.groupingBy;

import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.config.SourceConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the schema mappings of the configuration and the sources of a 1.7 catalogue belong together. A mapping and a
 * source match when the MySQL schema and the destination schema are both the same; names of sources don't matter.
 *
 * @param merged for each configured source the old sources that become it, in the order of its mappings
 * @param unknownMappings mappings without an old source, as {@code source: mysql schema → destination schema}
 * @param unmappedSources old sources without a mapping
 * @param ambiguousSources old sources with more than one mapping
 */
record SchemaMatch(
        Map<SourceConfiguration, List<LegacySource>> merged,
        List<String> unknownMappings,
        List<LegacySource> unmappedSources,
        List<LegacySource> ambiguousSources) {

    static SchemaMatch of(ReplicaConfiguration configuration, LegacyCatalogue catalogue) {
        var merged = new LinkedHashMap<SourceConfiguration, List<LegacySource>>();
        var unknown = new ArrayList<String>();
        for (SourceConfiguration configured : configuration.sources().values()) {
            var matches = new ArrayList<LegacySource>();
            configured.schemaMappings().forEach((mysqlSchema, destination) -> {
                List<LegacySource> found = find(catalogue, mysqlSchema, destination);
                if (found.isEmpty()) {
                    unknown.add(configured.name() + ": " + mysqlSchema + " → " + destination);
                }
                matches.addAll(found);
            });
            merged.put(configured, List.copyOf(matches));
        }
        Map<LegacySource, List<LegacySource>> uses =
                merged.values().stream().flatMap(List::stream).collect(groupingBy(source -> source));
        return new SchemaMatch(
                merged,
                unknown,
                catalogue.sources().stream()
                        .filter(source -> !uses.containsKey(source))
                        .toList(),
                catalogue.sources().stream()
                        .filter(source -> uses.getOrDefault(source, List.of()).size() > 1)
                        .toList());
    }

    private static List<LegacySource> find(LegacyCatalogue catalogue, String mysqlSchema, String destination) {
        return catalogue.sources().stream()
                .filter(source ->
                        source.mysqlSchema().filter(mysqlSchema::equals).isPresent()
                                && source.destinationSchema().equals(destination))
                .toList();
    }
}
