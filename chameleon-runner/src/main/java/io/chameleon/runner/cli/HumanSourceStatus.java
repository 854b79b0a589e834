package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LoggedError;
import io.chameleon.runner.catalogue.SchemaMapping;
import io.chameleon.runner.catalogue.SourceStatus;
import io.chameleon.runner.catalogue.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One source in detail for people. */
final class HumanSourceStatus {
    private static final int TABLES_TO_NAME = 20;

    private final SourceStatus source;
    private final HumanTime time;

    HumanSourceStatus(SourceStatus source, HumanTime time) {
        this.source = source;
        this.time = time;
    }

    String render() {
        return "\nSchema mappings\n" + mappings() + "\nPosition\n" + position() + "\nReplica\n" + counters() + tables()
                + errors() + notes();
    }

    private String notes() {
        String attention = attention(source);
        return attention.isEmpty() ? "" : "\n" + attention;
    }

    /** What an operator should look at, one line each; empty when all is well. */
    static String attention(SourceStatus source) {
        var lines = new ArrayList<String>();
        if (source.pauses().any()) {
            lines.add("is held by " + holds(source.pauses()) + "; if no maintenance runs: enable-replica --source "
                    + source.name());
        }
        if (!source.disabledTables().isEmpty()) {
            lines.add("no longer replicates " + names(source.disabledTables()) + "; see --source " + source.name());
        }
        if (source.pending().batches() > 0) {
            lines.add("has yet to replay "
                    + Plural.of(source.pending().batches(), "batch", "batches") + " with "
                    + Plural.of(source.pending().events(), "event", "events"));
        }
        return lines.stream()
                .map(line -> "  The source " + source.name() + " " + line + ".\n")
                .collect(joining());
    }

    private String mappings() {
        var table = new TextTable(2).row("source schema", "destination schema");
        for (SchemaMapping mapping : source.schemaMappings()) {
            table.row(mapping.sourceSchema().orElse("(not known yet)"), mapping.destinationSchema());
        }
        return table.render();
    }

    private String position() {
        return new TextTable(2)
                .row("restart point", text(source.restartPoint()))
                .row("consistent at", source.consistent() ? "consistent" : text(source.highWatermark()))
                .render();
    }

    private String counters() {
        return new TextTable(2)
                .row(
                        "tables not replicated",
                        String.valueOf(source.disabledTables().size()))
                .row(
                        "tables replicated",
                        String.valueOf(source.replicatedTables().size()))
                .row("all tables", String.valueOf(source.tables().size()))
                .row("replayed rows", String.valueOf(source.counters().replayed()))
                .row("replayed DDL", String.valueOf(source.counters().ddl()))
                .row("skipped rows", String.valueOf(source.counters().skipped()))
                .row("pending batches", String.valueOf(source.pending().batches()))
                .row(
                        "last maintenance",
                        source.pauses().lastMaintenance().map(time::format).orElse("-"))
                .row("logged errors", String.valueOf(source.errorCount()))
                .render();
    }

    private String tables() {
        var table = new TextTable(2).row("table", "key", "coordinate", "replicated");
        source.tables()
                .forEach(entry -> table.row(
                        entry.qualifiedName(),
                        String.join(", ", entry.keyColumns()),
                        text(entry.coordinates()),
                        entry.enabled() ? "yes" : "NO"));
        return source.tables().isEmpty() ? "" : "\n" + table.render();
    }

    private String errors() {
        if (source.lastErrors().isEmpty()) {
            return "";
        }
        var table = new TextTable(2).row("error at", "table", "position", "message");
        for (LoggedError error : source.lastErrors()) {
            table.row(
                    error.at().map(time::format).orElse("-"),
                    error.qualifiedTable(),
                    text(error.position()),
                    error.message().orElse("-").replaceAll("\\s*\\R\\s*", " "));
        }
        return "\n" + table.render();
    }

    private static String holds(SourceStatus.Pauses pauses) {
        var holds = new ArrayList<String>();
        if (pauses.maintenance()) {
            holds.add("maintenance");
        }
        if (pauses.requested() || pauses.reading() || pauses.replaying()) {
            holds.add("a pause");
        }
        return String.join(" and ", holds);
    }

    private static String names(List<TableStatus> tables) {
        String named = tables.stream()
                .limit(TABLES_TO_NAME)
                .map(TableStatus::qualifiedName)
                .collect(joining(", "));
        int more = tables.size() - TABLES_TO_NAME;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static String text(Optional<BinlogPosition> position) {
        return position.map(BinlogPosition::toString).orElse("-");
    }
}
