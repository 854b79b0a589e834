package io.chameleon.migrations;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the key columns of a table as a catalogue 1.7 keeps them: quoted identifiers separated by commas, such as
 * {@code "id","a ""strange"" name"}.
 */
public final class KeyList {
    private final String text;
    private final List<String> names = new ArrayList<>();
    private int position;

    private KeyList(String text) {
        this.text = text;
    }

    /**
     * The names in the list, unquoted, in their order. Blanks around a name don't count. A name without quotes is taken
     * as it is, in its own letter case.
     *
     * @throws IllegalArgumentException when the text can't be read in one way only: an empty name, a quote that isn't
     *     closed, or something between a quoted name and the next comma
     */
    public static List<String> parse(String text) {
        return new KeyList(text).read();
    }

    private List<String> read() {
        names.add(name());
        while (position < text.length()) {
            position++; // the comma
            names.add(name());
        }
        return List.copyOf(names);
    }

    /** Reads up to the next comma or the end. */
    private String name() {
        skipBlanks();
        String name = isAt('"') ? quotedName() : bareName();
        skipBlanks();
        if (name.isEmpty() || position < text.length() && !isAt(',')) {
            throw unreadable();
        }
        return name;
    }

    private String quotedName() {
        var name = new StringBuilder();
        position++;
        while (true) {
            int quote = text.indexOf('"', position);
            if (quote < 0) {
                throw unreadable();
            }
            name.append(text, position, quote);
            position = quote + 1;
            if (!isAt('"')) {
                return name.toString();
            }
            name.append('"');
            position++;
        }
    }

    private String bareName() {
        int comma = text.indexOf(',', position);
        int end = comma < 0 ? text.length() : comma;
        String name = text.substring(position, end).strip();
        if (name.indexOf('"') >= 0) {
            throw unreadable();
        }
        position = end;
        return name;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private boolean isAt(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("not a list of key columns: " + text);
    }
}
