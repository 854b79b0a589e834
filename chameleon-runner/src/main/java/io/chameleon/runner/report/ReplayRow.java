package io.chameleon.runner.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What was replayed of a table, and how.
 *
 * @param together percent of the longest bar: events that were applied many at once
 * @param single percent: events that were applied by a statement each
 * @param rest percent: DDL and events that were skipped
 * @param restFrom where that part begins, in percent
 * @param how the same in words
 * @param givenUp why its replay was given up, empty where it wasn't
 */
record ReplayRow(
        String source,
        String table,
        String events,
        String together,
        String single,
        String rest,
        String restFrom,
        String how,
        String givenUp) {
    /** How many tables are shown at once. */
    static final int FIRST = 20;

    /** The tables, those with the most events first. */
    static List<ReplayRow> of(SavedReplay replay) {
        if (replay == null) {
            return List.of();
        }
        double longest = Math.max(
                1,
                replay.tables().stream()
                        .mapToLong(SavedReplay.Table::events)
                        .max()
                        .orElse(1));
        return replay.tables().stream()
                .sorted(Comparator.comparingLong(SavedReplay.Table::events).reversed())
                .map(table -> row(table, longest, givenUp(replay, table)))
                .toList();
    }

    boolean wasGivenUp() {
        return !givenUp.isEmpty();
    }

    private static ReplayRow row(SavedReplay.Table table, double longest, String givenUp) {
        double together = 100 * (table.replayed() - table.oneByOne()) / longest;
        double single = 100 * table.oneByOne() / longest;
        return new ReplayRow(
                table.source(),
                table.schema() + "." + table.name(),
                Counts.of(table.events(), "event", "events"),
                number(together),
                number(single),
                number(100 * (table.ddl() + table.skipped()) / longest),
                number(together + single),
                how(table),
                givenUp);
    }

    private static String how(SavedReplay.Table table) {
        var parts = new ArrayList<String>();
        add(parts, table.replayed() - table.oneByOne(), " many at once");
        add(parts, table.oneByOne(), " one by one");
        add(parts, table.ddl(), " DDL");
        add(parts, table.skipped(), " skipped: the table isn't registered");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long events, String how) {
        if (events > 0) {
            parts.add(Counts.of(events) + how);
        }
    }

    private static String givenUp(SavedReplay replay, SavedReplay.Table table) {
        return replay.disabledTables().stream()
                .filter(disabled -> disabled.schema().equals(table.schema())
                        && disabled.name().equals(table.name()))
                .map(disabled -> disabled.message() + " (SQLSTATE " + disabled.sqlState() + "); "
                        + Counts.of(disabled.eventsLeft(), "pending event was", "pending events were") + " dropped")
                .findFirst()
                .orElse("");
    }

    private static String number(double percent) {
        return String.format(Locale.ROOT, "%.2f", Math.max(0, percent));
    }
}
