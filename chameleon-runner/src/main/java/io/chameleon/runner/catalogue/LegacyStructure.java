package io.chameleon.runner.catalogue;

import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the structure of a live 1.7 catalogue differs from the one that 1.8.2 creates. What an upgrade reads must be there
 * and of a type that it can read; all else stays behind with the old catalogue.
 *
 * @param unreadable columns and types that are missing or of a type that can't be read
 * @param withNull columns that may be NULL against the reference, and are in some row
 * @param harmless all other differences
 */
public record LegacyStructure(List<Difference> unreadable, List<Difference> withNull, List<Difference> harmless) {
    private static final String HOLDS_NULL = "SELECT EXISTS (SELECT FROM sch_chameleon.%s WHERE %s IS NULL)";

    public LegacyStructure {
        unreadable = List.copyOf(unreadable);
        withNull = List.copyOf(withNull);
        harmless = List.copyOf(harmless);
    }

    static LegacyStructure read(Session session) throws SQLException {
        var unreadable = new ArrayList<Difference>();
        var withNull = new ArrayList<Difference>();
        var harmless = new ArrayList<Difference>();
        for (Difference difference : CatalogueStructure.read(session.connection(), Schemas.LIVE)
                .differencesFrom(CatalogueStructure.reference(CatalogueVersion.V1_7))) {
            if (preventsReading(difference)) {
                unreadable.add(difference);
            } else if (holdsUnexpectedNull(session, difference)) {
                withNull.add(difference);
            } else {
                harmless.add(difference);
            }
        }
        return new LegacyStructure(unreadable, withNull, harmless);
    }

    /** Whether everything that an upgrade reads can be read. */
    public boolean isReadable() {
        return unreadable.isEmpty() && withNull.isEmpty();
    }

    private static boolean preventsReading(Difference difference) {
        if (difference.isUnexpected()) {
            return false;
        }
        if (!isColumn(difference)) {
            return difference.object().startsWith("enum ");
        }
        return difference.found().equals(Difference.ABSENT)
                || !ColumnDefinition.parse(difference.found())
                        .isReadableAs(ColumnDefinition.parse(difference.expected()));
    }

    private static boolean holdsUnexpectedNull(Session session, Difference difference) throws SQLException {
        if (!isColumn(difference)
                || difference.isUnexpected()
                || !ColumnDefinition.parse(difference.expected()).notNull()
                || ColumnDefinition.parse(difference.found()).notNull()) {
            return false;
        }
        String[] column = difference.object().substring("column ".length()).split("\\.");
        return session.one(HOLDS_NULL.formatted(column[0], column[1]), row -> row.getBoolean(1));
    }

    private static boolean isColumn(Difference difference) {
        return difference.object().startsWith("column ");
    }

    /**
     * A column as {@link CatalogueStructure} tells it.
     *
     * @param type its type, as PostgreSQL writes it
     */
    private record ColumnDefinition(String type, boolean notNull) {
        private static final String NOT_NULL = " NOT NULL";

        static ColumnDefinition parse(String definition) {
            String withoutDefault = definition.split(" DEFAULT ", 2)[0];
            return withoutDefault.endsWith(NOT_NULL)
                    ? new ColumnDefinition(
                            withoutDefault.substring(0, withoutDefault.length() - NOT_NULL.length()), true)
                    : new ColumnDefinition(withoutDefault, false);
        }

        /** A wider integer, and a text whatever its length may be, are read in the same way. */
        boolean isReadableAs(ColumnDefinition expected) {
            return kind(type).equals(kind(expected.type)) || type.equals("bigint") && expected.type.equals("integer");
        }

        private static String kind(String type) {
            return type.replaceFirst("^character varying(\\(\\d+\\))?", "text");
        }
    }
}
