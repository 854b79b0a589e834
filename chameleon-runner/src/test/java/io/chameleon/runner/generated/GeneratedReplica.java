package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A MySQL server's binlog, a 1.7 catalogue that has got somewhere in it, and the 2.0 configuration that merges its
 * sources. The same seed gives the same replica.
 */
public final class GeneratedReplica {
    private static final List<String> SCHEMAS = List.of("dest_1", "App X", "MixedSchema");
    private static final List<String> NEW_NAMES = List.of("merged", "Source_A", "b", "production_2");

    private final Binlog binlog;
    private final List<Source17> sources;
    private final Map<String, List<Source17>> merged;
    private final String script;

    private GeneratedReplica(Dice dice) {
        var schemas = SCHEMAS.subList(0, dice.between(2, 3));
        this.binlog = BinlogGenerator.generate(dice, schemas);
        this.sources = sources(dice, schemas);
        this.merged = merge(dice);
        this.script = Catalogue17Writer.script(dice, binlog, sources);
    }

    /** Makes the replica up. */
    public static GeneratedReplica of(long seed) {
        return new GeneratedReplica(new Dice(seed));
    }

    /** Sources stop mostly where an event of theirs ends; often at the same point as another one, sometimes far behind. */
    private List<Source17> sources(Dice dice, List<String> schemas) {
        var generated = new ArrayList<Source17>();
        int last = binlog.points().size() - 1;
        int shared = dice.between(0, last);
        for (int i = 0; i < schemas.size(); i++) {
            int limit = dice.oneIn(3) ? last / 4 : last;
            int restart = dice.oneIn(4) ? shared : restart(dice, schemas.get(i), limit);
            generated.add(SourceGenerator.generate(dice, binlog, i + 1, schemas.get(i), restart));
        }
        return generated;
    }

    private int restart(Dice dice, String schema, int last) {
        var ends = IntStream.rangeClosed(0, last)
                .filter(point -> binlog.isEndOfEvent(binlog.points().get(point), schema))
                .boxed()
                .toList();
        return ends.isEmpty() || dice.oneIn(4) ? dice.between(0, last) : dice.pick(ends);
    }

    private Map<String, List<Source17>> merge(Dice dice) {
        int groups = dice.oneIn(2) ? 1 : dice.between(1, sources.size());
        var names = dice.shuffled(NEW_NAMES).subList(0, groups);
        var groupsByName = new LinkedHashMap<String, List<Source17>>();
        for (var source : dice.shuffled(sources)) {
            groupsByName
                    .computeIfAbsent(dice.pick(names), name -> new ArrayList<>())
                    .add(source);
        }
        return groupsByName;
    }

    /** SQL that fills an empty 1.7 catalogue and creates the destination tables. */
    public String script() {
        return script;
    }

    /** The 2.0 configuration. */
    public String configuration() {
        return "sources:\n"
                + merged.entrySet().stream()
                        .map(group -> "  %s:\n    type: mysql\n    schema_mappings:\n%s"
                                .formatted(
                                        group.getKey(),
                                        group.getValue().stream()
                                                .map(source -> "      %s: \"%s\"\n"
                                                        .formatted(source.mysqlSchema(), source.schema()))
                                                .collect(joining())))
                        .collect(joining());
    }

    /** Names of the 1.7 sources that were killed. */
    public List<String> killedSources() {
        return sources.stream().filter(Source17::isKilled).map(Source17::name).toList();
    }

    /** Names of the 2.0 sources. */
    public Set<String> newSources() {
        return merged.keySet();
    }

    /** The server's events as CSV: of all schemas. */
    public String stream() {
        return binlog.csv(binlog.tables().stream().map(TableShape::schema).collect(toSet()));
    }

    /** The server's events as CSV: of the schemas that the 2.0 source replicates. */
    public String streamOf(String newSource) {
        return binlog.csv(merged.get(newSource).stream().map(Source17::schema).collect(toSet()));
    }

    /** The status with which a 2.0 source must arrive. */
    public String expectedStatus(String newSource) {
        return merged.get(newSource).stream().allMatch(source -> source.status().equals("initialised"))
                ? "initialised"
                : "stopped";
    }

    /** The registered tables, quoted, each with the rows it must have in the end, as JSON. */
    public Map<String, List<String>> truth() {
        var truth = new LinkedHashMap<String, List<String>>();
        binlog.tables().stream()
                .filter(TableShape::isRegistered)
                .forEach(table -> truth.put(
                        table.quotedName(),
                        TableContents.after(table, binlog.events()).rows().stream()
                                .map(Sql::json)
                                .toList()));
        return truth;
    }

    @Override
    public String toString() {
        var text = sources.stream().map(Source17::toString).collect(joining("\n"));
        return text + "\n" + configuration() + "binlog from " + binlog.points().get(0) + " to "
                + binlog.points().get(binlog.points().size() - 1);
    }
}
