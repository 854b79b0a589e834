package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an event says, as a statement.
 *
 * @param text empty with a problem, or for a ddl event without a query
 * @param predicate the terms of the key; {@code N/A} without any
 * @param problem why there is no statement
 */
record ReferenceStatement(Optional<String> text, String predicate, Optional<String> problem) {
    static ReferenceStatement of(LogEvent event, List<String> key, Quoting quoting) throws SQLException {
        if (event.isDdl()) {
            return new ReferenceStatement(event.query(), "N/A", Optional.empty());
        }
        var target = quoting.identifier(event.schema()) + "." + quoting.identifier(event.table());
        var keyImage = event.kind().equals("update") ? event.before() : event.after();
        if (event.after().columns().isEmpty()) {
            return problem("the %s event of %s has no row image".formatted(event.kind(), target), "N/A");
        }
        if (!keyImage.isObject()) {
            return problem("the %s event of %s has no image of the old row".formatted(event.kind(), target), "N/A");
        }

        var terms = new TreeSet<String>();
        String missing = null;
        for (String column : key) {
            if (keyImage.columns().containsKey(column)) {
                terms.add(quoting.identifier(column) + "="
                        + Quoting.literal(Jsonb.text(keyImage.columns().get(column))));
            }
            if (!keyImage.columns().containsKey(column)
                    || !event.after().columns().containsKey(column)) {
                missing = column;
            }
        }
        var predicate = terms.isEmpty() ? "N/A" : String.join(" AND ", terms);
        if (missing != null && !event.kind().equals("insert")) {
            return problem(
                    "key column %s is missing from the images of the %s event of %s"
                            .formatted(quoting.identifier(missing), event.kind(), target),
                    predicate);
        }
        if (terms.isEmpty() && !event.kind().equals("insert")) {
            return problem(
                    "the %s event of %s needs a key, and none is registered".formatted(event.kind(), target),
                    predicate);
        }
        return new ReferenceStatement(
                Optional.of(text(event, target, predicate, quoting)), predicate, Optional.empty());
    }

    private static String text(LogEvent event, String target, String predicate, Quoting quoting) throws SQLException {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        var assignments = new ArrayList<String>();
        for (var column : event.after().columns().entrySet()) {
            var name = quoting.identifier(column.getKey());
            var value = Quoting.literal(Jsonb.text(column.getValue()));
            names.add(name);
            values.add(value);
            assignments.add(name + "=" + value);
        }
        return switch (event.kind()) {
            case "insert" ->
                "INSERT INTO " + target + " (" + String.join(",", names) + ") VALUES (" + String.join(",", values)
                        + ");";
            case "update" -> "UPDATE " + target + " SET " + String.join(",", assignments) + " WHERE " + predicate + ";";
            case "delete" -> "DELETE FROM " + target + " WHERE " + predicate + ";";
            default -> throw new IllegalArgumentException(event.kind());
        };
    }

    private static ReferenceStatement problem(String problem, String predicate) {
        return new ReferenceStatement(Optional.empty(), predicate, Optional.of(problem));
    }
}
