package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A row image of an event.
 *
 * @param json as the log has it; empty for SQL NULL
 */
record Image(Optional<String> json) {
    static final Image MISSING = new Image(Optional.empty());
    static final Image EMPTY = parse("{}");

    static Image of(Map<String, JsonElement> row) {
        var object = new JsonObject();
        row.forEach(object::add);
        return parse(object.toString());
    }

    static Image parse(String json) {
        return new Image(Optional.of(json));
    }

    boolean isObject() {
        return json.isPresent() && json.get().startsWith("{");
    }

    /** Its columns in the order of jsonb; none for what isn't an object. */
    SortedMap<String, JsonElement> columns() {
        return Jsonb.members(isObject() ? JsonParser.parseString(json.get()).getAsJsonObject() : new JsonObject());
    }

    /** The same without a column. */
    Image without(String column) {
        var columns = columns();
        return columns.remove(column) == null ? this : of(columns);
    }
}
