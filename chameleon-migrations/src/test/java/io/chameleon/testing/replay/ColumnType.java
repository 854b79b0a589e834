package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column's type and what the log may say of its values.
 *
 * @param values each one in all its spellings, as documents
 * @param near taken by the type, which makes another text of it
 * @param wrong refused by the type
 * @param isKey whether its values can be compared and indexed
 */
record ColumnType(
        String name, List<List<JsonElement>> values, List<JsonElement> near, List<JsonElement> wrong, boolean isKey) {
    static final JsonElement NULL = JsonNull.INSTANCE;

    /** A type that can be a key; each value is written as a document or several, separated by {@code |}. */
    static ColumnType key(String name, String... values) {
        return new ColumnType(
                name, Arrays.stream(values).map(ColumnType::spellings).toList(), List.of(), List.of(), true);
    }

    /** A type without a usable equality. */
    static ColumnType other(String name, String... values) {
        return new ColumnType(name, key(name, values).values, List.of(), List.of(), false);
    }

    ColumnType near(String... texts) {
        return new ColumnType(name, values, strings(texts), wrong, isKey);
    }

    ColumnType wrong(String... texts) {
        return new ColumnType(name, values, near, strings(texts), isKey);
    }

    /** Which of the values this is; -1 for none of them. */
    int identity(JsonElement value) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).contains(value)) {
                return i;
            }
        }
        return -1;
    }

    /** A string as the log has it. */
    static JsonElement string(String text) {
        return new JsonPrimitive(text);
    }

    private static List<JsonElement> strings(String... texts) {
        return Stream.of(texts).map(ColumnType::string).toList();
    }

    private static List<JsonElement> spellings(String documents) {
        return Stream.of(documents.split("\\|")).map(JsonParser::parseString).toList();
    }
}
