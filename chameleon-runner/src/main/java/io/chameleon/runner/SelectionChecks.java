package io.chameleon.runner;

import io.chameleon.runner.SchemaMatch.Merge;
import io.chameleon.runner.config.TableSelection;
import java.util.List;
import java.util.stream.Stream;

/** What the operator should know about registered tables of which the configuration wants no events. */
final class SelectionChecks {
    /** Whether a setting leaves a table out. */
    @FunctionalInterface
    private interface Setting {
        boolean leavesOut(TableSelection selection, String mysqlSchema, String table);
    }

    private SelectionChecks() {}

    static Stream<Check> of(SchemaMatch match) {
        var checks = new CheckList("table-selected");
        for (Merge merge : match.merged()) {
            warn(
                    checks,
                    merge,
                    "Registered tables aren't in limit_tables of ",
                    TableSelection::isOutsideLimit,
                    "Add them to limit_tables");
            warn(
                    checks,
                    merge,
                    "Registered tables are in skip_tables of ",
                    TableSelection::isSkipped,
                    "Take them off skip_tables");
        }
        return checks.orPass("The configuration replicates every registered table.").stream();
    }

    private static void warn(CheckList checks, Merge merge, String found, Setting setting, String remedy) {
        List<String> tables = leftOut(merge, setting);
        if (!tables.isEmpty()) {
            checks.warn(
                    found + merge.configured().name() + ": " + String.join(", ", tables)
                            + ". pg_chameleon 2.0 stores none of their events, although they stay registered.",
                    remedy + ", unless they needn't be replicated any more.");
        }
    }

    private static List<String> leftOut(Merge merge, Setting setting) {
        TableSelection selection = merge.configured().tables();
        return merge.sources().stream()
                .flatMap(source -> source.mysqlSchema().stream().flatMap(schema -> source.tables().stream()
                        .filter(table -> setting.leavesOut(selection, schema, table.name()))
                        .map(table -> schema + "." + table.name() + " → " + table.qualifiedName())))
                .toList();
    }
}
