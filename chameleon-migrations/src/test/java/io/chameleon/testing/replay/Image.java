package io.chameleon.testing.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row image of an event.
 *
 * @param json as the log has it; empty for SQL NULL
 * @param columns its columns in the order of jsonb; none for what isn't an object
 */
record Image(Optional<String> json, SortedMap<String, Value> columns) {
    static final Image MISSING = new Image(Optional.empty(), Collections.emptySortedMap());
    static final Image EMPTY = malformed("{}");

    /** jsonb keeps shorter keys first, and those of one length in the order of their bytes. */
    private static final Comparator<String> KEY_ORDER = Comparator.comparing(
            (String key) -> key.getBytes(UTF_8),
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned));

    static Image of(Map<String, Value> row) {
        var columns = new TreeMap<String, Value>(KEY_ORDER);
        columns.putAll(row);
        var json = columns.entrySet().stream()
                .map(column -> new JsonPrimitive(column.getKey()) + ":"
                        + column.getValue().json())
                .collect(Collectors.joining(",", "{", "}"));
        return new Image(Optional.of(json), columns);
    }

    static Image malformed(String json) {
        return new Image(Optional.of(json), Collections.emptySortedMap());
    }

    boolean isObject() {
        return json.isPresent() && json.get().startsWith("{");
    }
}
