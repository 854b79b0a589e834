package io.chameleon.runner;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LegacyBatch;
import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.catalogue.LegacySource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Preconditions on the sources of a 1.7 catalogue: known, at rest, and with a restart point. */
final class SourceChecks {
    private static final Set<String> AT_REST = Set.of("ready", "initialised", "stopped");

    private SourceChecks() {}

    static Stream<Check> of(LegacyCatalogue catalogue) {
        return Stream.of(
                        present(catalogue),
                        schemas(catalogue),
                        statuses(catalogue),
                        openBatches(catalogue),
                        coordinates(catalogue))
                .flatMap(List::stream);
    }

    private static List<Check> present(LegacyCatalogue catalogue) {
        var checks = new CheckList("source-present");
        if (catalogue.sources().isEmpty()) {
            checks.fail(
                    "The catalogue has no sources.",
                    "There is nothing to upgrade: create a new catalogue with pg_chameleon 2.0 instead.");
        }
        return checks.orPass("Sources: "
                + catalogue.sources().stream().map(LegacySource::name).collect(joining(", ")));
    }

    private static List<Check> schemas(LegacyCatalogue catalogue) {
        var checks = new CheckList("source-schema");
        catalogue.sources().stream()
                .filter(source -> source.mysqlSchema().isEmpty())
                .forEach(source -> checks.fail(
                        "The MySQL schema of the source " + source.name() + " isn't stored (t_source_schema is NULL).",
                        remedyOfUnread(source)));
        return checks.orPass("The MySQL schema of every source is stored.");
    }

    /** A source without a batch has nothing that a replica could start from. */
    private static String remedyOfUnread(LegacySource source) {
        return source.batches().isEmpty()
                ? "Initialise " + source.name()
                        + " with pg_chameleon 1.8.2 (init_replica). If nobody needs it, remove it"
                        + " there instead (drop_source), and its mapping from the configuration."
                : "Start the replica of " + source.name() + " with pg_chameleon 1.8.2 once, then stop it.";
    }

    private static List<Check> statuses(LegacyCatalogue catalogue) {
        var checks = new CheckList("source-status");
        catalogue.sources().stream()
                .filter(source -> !AT_REST.contains(source.status()))
                .forEach(source -> checks.fail(
                        "The source " + source.name() + " has the status " + source.status() + ".",
                        "Start and stop its replica once with pg_chameleon 1.8.2; or, where a replica was killed and"
                                + " nothing runs any more, use: enable-replica --source " + source.name()));
        return checks.orPass("Every source is at rest.");
    }

    private static List<Check> openBatches(LegacyCatalogue catalogue) {
        var checks = new CheckList("open-batch");
        for (LegacySource source : catalogue.sources()) {
            if (source.restartBatch().isEmpty()) {
                checks.fail(
                        "The source " + source.name()
                                + (source.batches().isEmpty()
                                        ? " has no batch at all: it was never initialised."
                                        : " has no open batch: nothing tells where its stream goes on."),
                        remedyOfUnread(source));
            } else if (!source.processedAfterRestart().isEmpty()) {
                checks.fail(
                        "The source " + source.name() + " has open batches (" + ids(source.openBatches())
                                + ") older than processed ones (" + ids(source.processedAfterRestart())
                                + "): its restart point can't be told.",
                        "Start the replica of " + source.name()
                                + " with pg_chameleon 1.8.2, let it catch up and stop it; if that doesn't help,"
                                + " initialise it again.");
            } else if (source.openBatches().size() > 1) {
                checks.warn(
                        "The source " + source.name() + " has several open batches (" + ids(source.openBatches())
                                + "): 1.8.2 was killed between opening one and closing the other.",
                        "Nothing to do: the stream goes on at the oldest, "
                                + source.openBatches().get(0).describeStart() + ".");
            }
        }
        return checks.orPass("Every source has an open batch.");
    }

    private static List<Check> coordinates(LegacyCatalogue catalogue) {
        var checks = new CheckList("batch-coordinates");
        for (LegacySource source : catalogue.sources()) {
            source.restartBatch()
                    .filter(batch -> batch.position().isEmpty())
                    .ifPresent(batch -> checks.fail(
                            "The open batch " + batch.id() + " of the source " + source.name()
                                    + " starts at no binlog position: " + batch.describeStart() + ".",
                            "Initialise the source " + source.name() + " again with pg_chameleon 1.8.2."));
        }
        return checks.orPass("Every source has a restart point: "
                + catalogue.sources().stream()
                        .map(source -> source.name() + " at "
                                + source.restartPoint()
                                        .map(BinlogPosition::toString)
                                        .orElse("?"))
                        .collect(joining(", ")));
    }

    private static String ids(List<LegacyBatch> batches) {
        return batches.stream().map(batch -> String.valueOf(batch.id())).collect(joining(", "));
    }
}
