package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The two layouts that a replica catalogue can have. Told by its columns, so that a broken version view does no harm. */
public enum CatalogueLayout {
    /** That of 1.7: a source is one schema. */
    LEGACY("t_dest_schema"),
    /** That of 2.0.0 to 2.0.10: a source has schema mappings. Columns were added on the way. */
    CURRENT("jsb_schema_mappings");

    private final String mark;

    CatalogueLayout(String mark) {
        this.mark = mark;
    }

    /** The layout of {@code sch_chameleon}, empty where it is neither or there is no such schema. */
    public static Optional<CatalogueLayout> read(Session session) throws SQLException {
        for (CatalogueLayout layout : values()) {
            if (hasColumn(session, "t_sources", layout.mark)) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }

    /** Whether a table of {@code sch_chameleon} has the column. */
    public static boolean hasColumn(Session session, String table, String column) throws SQLException {
        return session.isTrue("""
                SELECT EXISTS (
                    SELECT FROM pg_catalog.pg_attribute a
                    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = 'sch_chameleon' AND c.relname = ? AND a.attname = ? AND NOT a.attisdropped)
                """, table, column);
    }

    /** The names of all sources, by {@code i_id_source}; either layout has them in the same place. */
    public static List<String> sourceNames(Session session) throws SQLException {
        return session.list(
                "SELECT t_source FROM sch_chameleon.t_sources ORDER BY i_id_source", row -> row.getString(1));
    }
}
