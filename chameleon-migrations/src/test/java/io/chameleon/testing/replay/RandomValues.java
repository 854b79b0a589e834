package io.chameleon.testing.replay;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of a column's type, the odd ones included. */
final class RandomValues {
    private static final Value TOO_LONG = Value.string("much too long for it");

    private static final Map<String, List<Value>> POOL = Map.of(
            "integer",
                    List.of(Value.raw("0"), Value.raw("-7"), Value.raw("2147483647"), Value.string("12"), Value.NULL),
            "text",
                    List.of(
                            Value.string(""),
                            Value.string("it's"),
                            Value.string("back\\slash \\' \\\\"),
                            Value.string("\"quoted\""),
                            Value.string("tab\t line\n control\u0001\u007f"),
                            Value.string("naïve ☃ 𝄞"),
                            Value.string("NULL"),
                            Value.string("%s %I %1$L ? $1 $$ ${x} {d '1'}"),
                            Value.raw("12345678901234567890.50"),
                            Value.raw("true"),
                            Value.raw("{\"x\": [1, 2], \"yy\": null}"),
                            Value.NULL),
            "numeric(30,10)",
                    List.of(
                            Value.raw("12345678901234567890.5"),
                            Value.raw("-0.10"),
                            Value.raw("0.0000000001"),
                            Value.string("1e3"),
                            Value.NULL),
            "boolean", List.of(Value.raw("true"), Value.raw("false"), Value.string("0"), Value.NULL),
            "jsonb",
                    List.of(
                            Value.raw("{\"a\": 1}"),
                            Value.raw("[1, \"two\"]"),
                            Value.string("{\"b\":\"it's\"}"),
                            Value.NULL),
            "bytea", List.of(Value.string("68656c6c6f"), Value.string("\\x00ff"), Value.string(""), Value.NULL),
            "public.mood", List.of(Value.string("happy"), Value.string("it's"), Value.NULL),
            "character(5)", List.of(Value.string("ab"), Value.string("ab   "), Value.string(""), Value.NULL),
            "varchar(10)", List.of(Value.string("ten chars."), Value.string("x"), Value.NULL),
            "timestamp", List.of(Value.string("2024-02-29 12:34:56.789"), Value.string("infinity"), Value.NULL));

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    static List<String> types() {
        return POOL.keySet().stream().sorted().toList();
    }

    Value of(String type) {
        // Doesn't fit into anything but text.
        return random.nextInt(250) == 0 ? TOO_LONG : pick(POOL.get(type));
    }

    /** A part of a key, out of few. */
    Value key(String type) {
        int number = random.nextInt(12);
        return type.equals("integer") ? Value.raw(String.valueOf(number)) : Value.string("k'" + number + "\\");
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
