package io.chameleon.migrations;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Map;

/** Writes JSON that PostgreSQL reads, whatever the encoding of its database: only what must be is escaped. */
final class Json {
    private Json() {}

    /** @throws IllegalArgumentException when the text has a NUL in it, which PostgreSQL can't store */
    static String string(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> append(json, (char) character));
        return json.append('"').toString();
    }

    /** @param values JSON texts */
    static String array(Collection<String> values) {
        return values.stream().collect(joining(",", "[", "]"));
    }

    /** @param members JSON texts by name, in the order in which they are to appear */
    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> string(member.getKey()) + ":" + member.getValue())
                .collect(joining(",", "{", "}"));
    }

    private static void append(StringBuilder json, char character) {
        if (character == 0) {
            throw new IllegalArgumentException("a NUL in a text: " + json);
        }
        if (character == '"' || character == '\\') {
            json.append('\\').append(character);
        } else if (character < ' ') {
            json.append("\\u%04x".formatted((int) character));
        } else {
            json.append(character);
        }
    }
}
