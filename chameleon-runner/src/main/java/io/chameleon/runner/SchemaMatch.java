package io.chameleon.runner;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.config.SourceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the schema mappings of the configuration and the sources of a 1.7 catalogue belong together. A mapping and a
 * source match when the MySQL schema and the destination schema are both the same; names of sources don't matter.
 *
 * @param merged the configured sources and what becomes them
 * @param unknownMappings mappings without an old source, as {@code source: mysql schema → destination schema}
 * @param unmappedSources old sources without a mapping
 * @param ambiguousSources old sources with more than one mapping
 */
record SchemaMatch(
        List<Merge> merged,
        List<String> unknownMappings,
        List<LegacySource> unmappedSources,
        List<LegacySource> ambiguousSources) {
    /**
     * A configured source.
     *
     * @param sources the old sources that become it, in the order of its mappings
     */
    record Merge(SourceConfiguration configured, List<LegacySource> sources) {}

    static SchemaMatch of(ReplicaConfiguration configuration, LegacyCatalogue catalogue) {
        var merged = new ArrayList<Merge>();
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
            merged.add(new Merge(configured, List.copyOf(matches)));
        }
        Map<Long, Long> uses = merged.stream()
                .flatMap(merge -> merge.sources().stream())
                .collect(groupingBy(LegacySource::id, counting()));
        return new SchemaMatch(
                merged,
                unknown,
                catalogue.sources().stream()
                        .filter(source -> !uses.containsKey(source.id()))
                        .toList(),
                catalogue.sources().stream()
                        .filter(source -> uses.getOrDefault(source.id(), 0L) > 1)
                        .toList());
    }

    /** The sources of the configuration. */
    Stream<SourceConfiguration> configured() {
        return merged.stream().map(Merge::configured);
    }

    /** The old sources that have a mapping; more than once those with several. */
    Stream<LegacySource> mapped() {
        return merged.stream().flatMap(merge -> merge.sources().stream());
    }

    private static List<LegacySource> find(LegacyCatalogue catalogue, String mysqlSchema, String destination) {
        return catalogue.sources().stream()
                .filter(source ->
                        source.mysqlSchema().filter(mysqlSchema::equals).isPresent()
                                && source.destinationSchema().equals(destination))
                .toList();
    }
}
