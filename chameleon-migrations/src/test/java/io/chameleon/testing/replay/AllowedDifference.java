package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one difference that a replay by net effect makes on purpose: an image that PostgreSQL refuses, for a value or by a
 * constraint, may be left out when the next event of the same key, in the same slice and before the next DDL event,
 * replaces or deletes it. What was left out of a slice, and what becomes of the events behind it, is kept here.
 */
final class AllowedDifference {
    /** Data, integrity, limits of the server. */
    private static final Set<String> OF_IMAGES = Set.of("22", "23", "54");

    /** What the replay itself finds wrong with an event; it looks at all of them. */
    private static final Set<String> NO_IMAGE = Set.of("22004", "22023");

    private final KeyComparison keys;
    private final Map<Long, Optional<LogEvent>> effects = new HashMap<>();

    AllowedDifference(KeyComparison keys) {
        this.keys = keys;
    }

    void beginSlice() {
        effects.clear();
    }

    /** What is left to do of an event: mostly itself, nothing for the delete of a row that never was. */
    Optional<LogEvent> effectOf(LogEvent event) {
        return effects.getOrDefault(event.id(), Optional.of(event));
    }

    /**
     * Leaves out an event that failed by the rules, if that is allowed.
     *
     * @param failed as {@link #effectOf} gave it
     * @param slice the events of its slice that are of registered tables, in their order
     * @param key the registered key of its table
     */
    boolean leaveOut(LogEvent failed, StatementError error, List<LogEvent> slice, List<String> key)
            throws SQLException {
        if (!isOfImage(error) || !keepsKey(failed, key)) {
            return false;
        }
        var next = nextOfKey(failed, slice, key).filter(event -> canReplace(event, failed, key));
        if (failed.kind().equals("insert")) {
            next.ifPresent(event -> effects.put(event.id(), afterNoInsert(event)));
        }
        return next.isPresent();
    }

    private static boolean isOfImage(StatementError error) {
        return OF_IMAGES.contains(error.sqlState().substring(0, 2)) && !NO_IMAGE.contains(error.sqlState());
    }

    private Optional<LogEvent> nextOfKey(LogEvent failed, List<LogEvent> slice, List<String> key) throws SQLException {
        for (LogEvent event : slice) {
            if (event.id() <= failed.id()) {
                continue;
            }
            if (event.isDdl()) {
                return Optional.empty();
            }
            if (event.isSameTableAs(failed) && keys.haveSameKey(event, failed, key)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    private static boolean canReplace(LogEvent next, LogEvent failed, List<String> key) {
        return switch (next.kind()) {
            case "update" ->
                keepsKey(next, key)
                        && next.after()
                                .columns()
                                .keySet()
                                .equals(failed.after().columns().keySet());
            case "delete" -> true;
            default -> false;
        };
    }

    /** Whether an event names the same key before and after. */
    private static boolean keepsKey(LogEvent event, List<String> key) {
        return !event.kind().equals("update")
                || key.stream().allMatch(column -> text(event.before(), column).equals(text(event.after(), column)));
    }

    private static Optional<String> text(Image image, String column) {
        return Optional.ofNullable(image.columns().get(column)).flatMap(Jsonb::text);
    }

    private static Optional<LogEvent> afterNoInsert(LogEvent event) {
        return event.kind().equals("update") ? Optional.of(event.asInsert()) : Optional.empty();
    }

    /** Compares keys as the columns of their table do. */
    @FunctionalInterface
    interface KeyComparison {
        /** Whether the images of two events of one table name the same row, all of it known. */
        boolean haveSameKey(LogEvent one, LogEvent other, List<String> key) throws SQLException;
    }
}
