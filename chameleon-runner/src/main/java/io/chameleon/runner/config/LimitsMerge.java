package io.chameleon.runner.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Turns the tables of one schema that each file lists into tables with their MySQL schema. */
final class LimitsMerge {
    private LimitsMerge() {}

    static List<String> limits(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        noteUnlimitedSchemas(files, notes);
        var limits = new ArrayList<String>();
        for (LegacyConfiguration file : files) {
            String schema = file.mysqlSchema().text();
            for (PlacedText table : file.limits()) {
                limits.add(schema + "." + table.text());
                noteDots(schema, table, notes);
            }
        }
        return limits;
    }

    private static void noteUnlimitedSchemas(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        var limited = files.stream().filter(file -> !file.limits().isEmpty()).toList();
        if (limited.isEmpty() || limited.size() == files.size()) {
            return;
        }
        notes.add(ConversionNote.of(
                "tables_limit",
                limited.stream().map(file -> file.limits().get(0).node()).toList(),
                "limit_tables belongs to the whole source now. These schemas had no limit, make sure that all their"
                        + " tables are replicated: "
                        + files.stream()
                                .filter(file -> file.limits().isEmpty())
                                .map(file ->
                                        YamlScalar.quoted(file.mysqlSchema().text()))
                                .collect(joining(", "))
                        + "."));
    }

    private static void noteDots(String schema, PlacedText table, List<ConversionNote> notes) {
        if (schema.contains(".") || table.text().contains(".")) {
            notes.add(ConversionNote.of(
                    "tables_limit",
                    List.of(table.node()),
                    "limit_tables separates schema and table by a dot: a name that contains one isn't understood."));
        }
    }
}
