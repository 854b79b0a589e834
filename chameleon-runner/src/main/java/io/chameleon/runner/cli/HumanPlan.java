package io.chameleon.runner.cli;

import io.chameleon.runner.SourcePlan;
import io.chameleon.runner.TablePlan;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.replay.PendingBatches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people. */
final class HumanPlan {
    private static final int TABLES_TO_LIST = 50;

    private HumanPlan() {}

    /** The whole plan; of many tables only the numbers, unless all are wanted. */
    static String render(UpgradePlan plan, boolean allTables) {
        var text = new StringBuilder("Upgrade of the catalogue from " + plan.from() + " to " + plan.target() + "\n");
        for (SourcePlan source : plan.sources()) {
            text.append("\nSource ").append(source.name()).append('\n').append(details(source));
            if (!source.tables().isEmpty()) {
                boolean list = allTables || source.tables().size() <= TABLES_TO_LIST;
                text.append('\n').append(list ? tables(source.tables()) : numbersOf(source.tables()));
            }
        }
        if (plan.isFromLegacy()) {
            text.append("\nReplayed first: ")
                    .append(pending(plan.pending()))
                    .append('\n')
                    .append(pendingTables(plan.pending()));
        } else {
            text.append("\nIn place, in one transaction; what is pending stays pending\n");
        }
        if (!plan.migrations().isEmpty()) {
            text.append("\nMigrations\n");
            plan.migrations()
                    .forEach(migration -> text.append("  ").append(migration).append('\n'));
        }
        return text.toString();
    }

    /**
     * What somebody should know who is about to say YES.
     *
     * @param columns how many characters fit in one line
     */
    static String summary(UpgradePlan plan, int columns) {
        var text =
                new StringBuilder("\nUpgrade of the catalogue from " + plan.from() + " to " + plan.target() + ":\n\n");
        if (plan.isFromLegacy()) {
            text.append(sources(plan, columns));
            text.append("\n  replayed first: ").append(pending(plan.pending()));
            text.append("\n  the old catalogue is kept as _sch_chameleon_version1\n\n");
        } else {
            text.append("  " + Plural.of(plan.migrations().size(), "migration", "migrations")
                    + ", in place, in one transaction; what is pending stays pending\n\n");
        }
        return text.toString();
    }

    /**
     * The new sources, one line each where that fits.
     *
     * @param columns how many characters fit in one line
     */
    static String sources(UpgradePlan plan, int columns) {
        var table =
                new TextTable(2).row("source", "merged from", "status", "tables", "batch start", "consistent point");
        plan.sources()
                .forEach(source -> table.row(
                        source.name(),
                        String.join(", ", source.mergedSources()),
                        source.status(),
                        String.valueOf(source.tables().size()),
                        source.batchStart().toString(),
                        source.consistentPoint().toString()));
        return table.render(columns);
    }

    private static String details(SourcePlan source) {
        var table = new TextTable(2)
                .row("type", source.type())
                .row("merged from", String.join(", ", source.mergedSources()))
                .row("status", source.status());
        String label = "schema mappings";
        for (Map.Entry<String, String> mapping : source.schemaMappings().entrySet()) {
            table.row(label, mapping.getKey() + " -> " + mapping.getValue());
            label = "";
        }
        return table.row("batch start", source.batchStart().toString())
                .row("consistent point", source.consistentPoint().toString())
                .row("tables", String.valueOf(source.tables().size()))
                .render();
    }

    private static String tables(List<TablePlan> tables) {
        var text = new TextTable(2).row("table", "key", "coordinate");
        tables.forEach(table -> text.row(
                table.schema() + "." + table.name(),
                String.join(", ", table.key()),
                table.coordinate().toString()));
        return text.render();
    }

    private static String numbersOf(List<TablePlan> tables) {
        Map<List<String>, Long> numbers = tables.stream()
                .collect(Collectors.groupingBy(
                        table -> List.of(table.schema(), table.coordinate().toString()),
                        LinkedHashMap::new,
                        Collectors.counting()));
        var text = new TextTable(2).row("schema", "tables", "coordinate");
        numbers.forEach((key, number) -> text.row(key.get(0), number.toString(), key.get(1)));
        return text.render() + "  (--verbose lists every table)\n";
    }

    private static String pending(PendingBatches pending) {
        if (pending.batches() == 0) {
            return "nothing is pending";
        }
        return Plural.of(pending.batches(), "batch", "batches") + " with "
                + Plural.of(pending.events(), "event", "events");
    }

    private static String pendingTables(PendingBatches pending) {
        if (pending.tables().isEmpty()) {
            return "";
        }
        var text = new TextTable(2).row("source", "table", "events");
        pending.tables()
                .forEach(table -> text.row(
                        table.table().source(),
                        table.table().toString(),
                        table.events() + (table.registered() ? "" : " (skipped: not registered)")));
        return text.render();
    }
}
