package io.chameleon.testing.replay;

/**
 * A column of a destination table.
 *
 * @param clause what its definition says after the type
 */
record RandomColumn(String name, ColumnType type, Role role, String clause) {
    enum Role {
        /** Part of the registered key or of the primary key. */
        KEY,
        PLAIN,
        /** Has no default and takes no NULL. */
        NEEDED,
        /** Its values must differ. */
        UNIQUE,
        /** Takes a key of another table, or of its own. */
        REFERENCE,
        /** Filled by the server: never in an image but by mistake. */
        SERVER
    }

    String quoted() {
        return Quoting.quoted(name);
    }

    String definition() {
        return (quoted() + " " + type.name() + " " + clause).strip();
    }

    RandomColumn named(String other) {
        return new RandomColumn(other, type, role, clause);
    }

    RandomColumn ofType(ColumnType other) {
        return new RandomColumn(name, other, role, clause);
    }

    /** Whether a sequence fills it. */
    boolean isNumbered() {
        return type.name().equals("serial") || clause.endsWith("AS IDENTITY");
    }

    boolean isInImages() {
        return role != Role.SERVER;
    }
}
