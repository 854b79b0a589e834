package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;

/**
 * A foreign key of one column.
 *
 * @param action what it does when its parent goes: CASCADE, SET NULL or NO ACTION; a changed key cascades with the first
 */
record Reference(RandomTable child, String column, RandomTable parent, String action) {
    String definition(String timing) {
        return "ALTER TABLE " + child.quoted() + " ADD FOREIGN KEY (" + Quoting.quoted(column) + ") REFERENCES "
                + parent.quoted() + " ON DELETE " + action + (action.equals("CASCADE") ? " ON UPDATE CASCADE" : "")
                + timing;
    }

    /** The rows that refer to a parent's row. */
    List<Map<String, JsonElement>> childrenOf(Map<String, JsonElement> row) {
        var key = parent.identity(row, parent.key());
        return child.rows().stream()
                .filter(one -> List.of(parent.identityOfKey(one.getOrDefault(column, ColumnType.NULL)))
                        .equals(key))
                .toList();
    }

    boolean holds(Map<String, JsonElement> row) {
        return action.equals("NO ACTION") && !childrenOf(row).isEmpty();
    }
}
