package io.chameleon.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything in one schema that a refused run could have changed: its structure, Flyway's history table, all rows.
 *
 * @param structure without the history table
 * @param rows of each table, the history table included
 */
record CatalogueSnapshot(CatalogueStructure structure, Map<String, List<String>> rows) {
    static CatalogueSnapshot take(Connection connection, String schema) throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        for (String table : Queries.rows(
                connection,
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text = '" + schema
                        + "'")) {
            String name = Identifier.quote(schema, table);
            rows.put(table, Queries.rows(connection, "SELECT t::text FROM ONLY " + name + " t ORDER BY 1"));
        }
        return new CatalogueSnapshot(CatalogueStructure.read(connection, schema), rows);
    }
}
