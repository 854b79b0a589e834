package io.chameleon.testing.replay;

import com.google.gson.JsonPrimitive;
import java.util.Optional;

/**
 * A column's value in a row image.
 *
 * @param json as the log has it
 * @param text as a statement has it; empty for NULL
 */
record Value(String json, Optional<String> text) {
    static final Value NULL = new Value("null", Optional.empty());

    static Value string(String text) {
        return new Value(new JsonPrimitive(text).toString(), Optional.of(text));
    }

    /** A number, a boolean or a document, in exactly the form that jsonb gives back. */
    static Value raw(String json) {
        return new Value(json, Optional.of(json));
    }
}
