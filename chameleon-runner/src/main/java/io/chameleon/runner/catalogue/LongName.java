package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.migrations.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stored name that is longer than catalogue 2.0.9 and later allow.
 *
 * @param column the column that holds it, such as {@code t_indexes.v_index_name}
 * @param name the name
 */
public record LongName(String column, String name) {
    /** Characters. */
    public static final int LIMIT = 64;

    private static final String LIMITED = "character varying(" + LIMIT + ")";

    public LongName {
        requireNonNull(column, "column");
        requireNonNull(name, "name");
    }

    /** The names that don't fit, in all columns that are still without the limit. */
    static List<LongName> read(Session session, CatalogueStructure structure) throws SQLException {
        var names = new ArrayList<LongName>();
        for (String column : columnsToLimit(structure)) {
            String[] path = column.split("\\.");
            names.addAll(session.list(
                    "SELECT DISTINCT %1$s FROM %2$s WHERE char_length(%1$s) > %3$d ORDER BY 1"
                            .formatted(Identifier.quote(path[1]), Identifier.quote(Schemas.LIVE, path[0]), LIMIT),
                    row -> new LongName(column, row.getString(1))));
        }
        return names;
    }

    private static List<String> columnsToLimit(CatalogueStructure structure) {
        return CatalogueStructure.reference(CatalogueVersion.LATEST).objects().entrySet().stream()
                .filter(object -> object.getValue().startsWith(LIMITED))
                .map(object -> object.getKey())
                .filter(object ->
                        !structure.objects().getOrDefault(object, LIMITED).startsWith(LIMITED))
                .map(object -> object.substring("column ".length()))
                .toList();
    }
}
