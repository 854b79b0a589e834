package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A table as it was created.
 *
 * @param schema destination schema
 * @param key columns of the primary key; empty for a table that 1.8.2 reads but doesn't register
 * @param columns columns at first; those whose name begins with {@code n_} are numbers, the others text
 */
record TableShape(String schema, String name, List<String> key, List<String> columns) {
    boolean isRegistered() {
        return !key.isEmpty();
    }

    String quotedName() {
        return quoted(schema) + "." + quoted(name);
    }

    /** The key columns as 1.7 stores them: one text. */
    String storedKey() {
        return key.stream().map(TableShape::quoted).collect(joining(","));
    }

    static boolean isNumber(String column) {
        return column.startsWith("n_");
    }

    static String definition(String column) {
        return quoted(column) + (isNumber(column) ? " bigint" : " text");
    }

    static String quoted(String identifier) {
        return '"' + identifier + '"';
    }
}
