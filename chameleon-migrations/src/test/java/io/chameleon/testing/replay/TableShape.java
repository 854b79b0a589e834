package io.chameleon.testing.replay;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A destination table.
 *
 * @param constraint a further clause of its definition, or nothing
 */
record TableShape(String schema, String name, List<Column> columns, List<String> key, String constraint) {
    TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Schema and name as SQL, always quoted. */
    String quoted() {
        return quote(schema) + "." + quote(name);
    }

    String definition() {
        var definitions = columns.stream()
                .map(column -> quote(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        var keyColumns = key.stream().map(TableShape::quote).collect(Collectors.joining(", "));
        return "CREATE TABLE %s (%s, PRIMARY KEY (%s)%s)".formatted(quoted(), definitions, keyColumns, constraint);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
