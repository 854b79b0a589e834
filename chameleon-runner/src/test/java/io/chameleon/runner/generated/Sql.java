package io.chameleon.runner.generated;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Map;

/** Writes values into SQL and JSON. */
final class Sql {
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private Sql() {}

    static String literal(Object value) {
        if (value == null) {
            return "NULL";
        }
        return value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    static String json(Map<String, Object> row) {
        return GSON.toJson(row);
    }
}
