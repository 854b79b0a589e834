package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The one difference that a replay by net effect makes on purpose: an image that PostgreSQL refuses, for a value or by a
 * constraint, does no harm when a later event of the same key, in the same slice and before the next DDL event, replaces
 * it.
 */
final class AllowedDifference {
    /** What the replay itself finds wrong with an event; it looks at all of them. */
    private static final Set<String> NO_IMAGE = Set.of("22004", "22023");

    private final List<LogEvent> hidden = new ArrayList<>();

    /**
     * Looks at an event that failed by the rules.
     *
     * @param slice the events of its slice that are of registered tables, in their order
     * @param key the registered key of its table
     */
    void consider(LogEvent failed, StatementError error, List<LogEvent> slice, List<String> key) {
        boolean isOfImage =
                error.sqlState().startsWith("22") || error.sqlState().startsWith("23");
        if (isOfImage && !NO_IMAGE.contains(error.sqlState()) && isReplaced(failed, slice, key)) {
            hidden.add(failed);
        }
    }

    boolean hasHiddenImages() {
        return !hidden.isEmpty();
    }

    /** The lines that must be the same nevertheless: those of other tables, and not the counters of batches. */
    List<String> remaining(List<String> lines) {
        return hasHiddenImages()
                ? lines.stream().filter(Predicate.not(this::isExcused)).toList()
                : lines;
    }

    private boolean isExcused(String line) {
        return line.startsWith("batch |")
                || line.startsWith("time |")
                || hidden.stream()
                        .anyMatch(event -> line.contains(" | " + event.schema() + " | " + event.table() + " | ")
                                || isOf(line, event));
    }

    /** Whether a line is one of the event's table in the destination. */
    private static boolean isOf(String line, LogEvent event) {
        return List.of(event.schema(), Quoting.quoted(event.schema())).stream()
                .flatMap(schema -> List.of(event.table(), Quoting.quoted(event.table())).stream()
                        .map(table -> schema + "." + table))
                .anyMatch(name -> line.startsWith(name + ": "));
    }

    private static boolean isReplaced(LogEvent failed, List<LogEvent> slice, List<String> key) {
        for (LogEvent event : slice.subList(slice.indexOf(failed) + 1, slice.size())) {
            if (event.isDdl()) {
                return false;
            }
            if (event.isSameTableAs(failed) && changes(event, failed, key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an update or delete is of the row that the failed event would have left. */
    private static boolean changes(LogEvent event, LogEvent failed, List<String> key) {
        var old = event.kind().equals("update") ? event.before() : event.after();
        return !event.kind().equals("insert")
                && !key.isEmpty()
                && values(old.columns(), key).equals(values(failed.after().columns(), key));
    }

    private static List<Optional<String>> values(SortedMap<String, JsonElement> columns, List<String> key) {
        return key.stream()
                .map(column -> Optional.ofNullable(columns.get(column)).flatMap(Jsonb::text))
                .toList();
    }
}
