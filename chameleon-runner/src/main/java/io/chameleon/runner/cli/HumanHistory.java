package io.chameleon.runner.cli;

import io.chameleon.runner.HistoryResult;
import io.chameleon.runner.RecordedMigration;

/** The migrations of a catalogue for people. */
final class HumanHistory {
    private static final HumanTime UTC = HumanTime.in("UTC");

    private HumanHistory() {}

    static String render(HistoryResult history) {
        var table = new TextTable(2).row("version", "description", "type", "state", "installed on", "ms");
        history.migrations().forEach(migration -> row(table, migration));
        return "Catalogue " + history.catalogue() + ", " + recorded(history) + "\n\nMigrations, times in UTC\n"
                + table.render();
    }

    private static String recorded(HistoryResult history) {
        return history.baseline()
                .map(version -> "nothing recorded by Flyway about it yet: an upgrade would begin at " + version)
                .orElse(history.recorded() ? "recorded by Flyway" : "without a history of Flyway");
    }

    private static void row(TextTable table, RecordedMigration migration) {
        table.row(
                migration.version().orElse(""),
                migration.description(),
                migration.type(),
                migration.state().getDisplayName(),
                migration.installedOn().map(UTC::format).orElse(""),
                migration.executionTime().map(String::valueOf).orElse(""));
    }
}
