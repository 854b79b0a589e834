package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement that makes a part of the destination before the replay: a table with its elements, or anything else.
 *
 * @param head the statement, or what stands before the elements
 * @param elements columns and constraints of a table; none otherwise
 * @param tail what stands behind them
 * @param isOptional whether the server may refuse it: not everything goes with every type and every version
 */
record Definition(String head, List<String> elements, String tail, boolean isOptional) {
    Definition {
        elements = List.copyOf(elements);
    }

    static Definition statement(String sql) {
        return new Definition(sql, List.of(), "", false);
    }

    static Definition optional(String sql) {
        return new Definition(sql, List.of(), "", true);
    }

    String sql() {
        return elements.isEmpty() ? head : head + " (" + String.join(", ", elements) + ")" + tail;
    }

    /** What is executed. */
    String script() {
        return isOptional
                ? "DO $do$ BEGIN EXECUTE " + Quoting.literal(sql()) + "; EXCEPTION WHEN OTHERS THEN NULL; END $do$"
                : sql();
    }

    /** The same without one of the elements. */
    Definition without(String element) {
        var rest = new ArrayList<>(elements);
        rest.remove(element);
        return new Definition(head, rest, tail, isOptional);
    }
}
