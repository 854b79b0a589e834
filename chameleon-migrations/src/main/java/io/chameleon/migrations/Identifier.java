package io.chameleon.migrations;

/** The one place where names become part of SQL. */
public final class Identifier {
    private Identifier() {}

    /**
     * The name as a quoted identifier, whatever characters it has.
     *
     * @throws IllegalArgumentException when the name is empty or has a NUL in it, which no identifier can
     */
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a name: " + (name.isEmpty() ? "(empty)" : name));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The schema's and the object's name, quoted and joined by a dot. */
    public static String quote(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }
}
