package io.chameleon.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the structure of one schema from the system catalogues. */
final class StructureReader {
    private static final String QUERY = Resource.text("structure.sql");

    private final Connection connection;
    private final String schema;

    StructureReader(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    CatalogueStructure read(boolean logTables) throws SQLException {
        // What is set is set for a transaction only, which autocommit would end after each statement.
        if (!connection.getAutoCommit()) {
            return readInTransaction(logTables);
        }
        connection.setAutoCommit(false);
        try {
            return readInTransaction(logTables);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private CatalogueStructure readInTransaction(boolean logTables) throws SQLException {
        String searchPath = queryText("SELECT pg_catalog.current_setting('search_path')");
        String quoting = queryText("SELECT pg_catalog.current_setting('quote_all_identifiers')");
        set("pg_catalog", "off");
        CatalogueStructure structure = readQualified(logTables);
        set(searchPath, quoting);
        return structure;
    }

    private CatalogueStructure readQualified(boolean logTables) throws SQLException {
        // Only where no identifier goes on to the left: _sch_chameleon. isn't sch_chameleon.
        Pattern qualifier = Pattern.compile(
                "(?<![\\w$\"])" + Pattern.quote(queryText("SELECT quote_ident(?) || '.'", schema)),
                Pattern.UNICODE_CHARACTER_CLASS);
        String standard = Matcher.quoteReplacement(CatalogueMigrations.SCHEMA + ".");
        var objects = new TreeMap<String, String>();
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(3) == logTables) {
                        objects.put(
                                rows.getString(1),
                                qualifier.matcher(rows.getString(2)).replaceAll(standard));
                    }
                }
            }
        }
        return new CatalogueStructure(objects);
    }

    private void set(String searchPath, String quoting) throws SQLException {
        queryText(
                "SELECT pg_catalog.set_config('search_path', ?, true),"
                        + " pg_catalog.set_config('quote_all_identifiers', ?, true)",
                searchPath,
                quoting);
    }

    private String queryText(String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
