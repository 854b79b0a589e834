package io.chameleon.testing.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What PostgreSQL's jsonb makes of a JSON value. */
final class Jsonb {
    /** jsonb keeps shorter keys first, and those of one length in the order of their bytes. */
    private static final Comparator<String> KEY_ORDER = Comparator.comparing(
            (String key) -> key.getBytes(UTF_8),
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned));

    private Jsonb() {}

    /** The members of an object in the order of jsonb. */
    static SortedMap<String, JsonElement> members(JsonObject object) {
        var members = new TreeMap<String, JsonElement>(KEY_ORDER);
        members.putAll(object.asMap());
        return members;
    }

    /** A member's value as the operator {@code ->>} gives it: a string without its quotes, nothing for null. */
    static Optional<String> text(JsonElement value) {
        if (value.isJsonNull()) {
            return Optional.empty();
        }
        boolean isString = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        return Optional.of(isString ? value.getAsString() : document(value));
    }

    private static String document(JsonElement value) {
        if (value instanceof JsonObject object) {
            return members(object).entrySet().stream()
                    .map(member -> new JsonPrimitive(member.getKey()) + ": " + document(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof JsonArray array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(Jsonb::document)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        boolean isNumber = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        return isNumber ? new BigDecimal(value.getAsString()).toPlainString() : value.toString();
    }
}
