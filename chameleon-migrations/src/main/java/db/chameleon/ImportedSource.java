package db.chameleon;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A source as the placeholder tells it.
 *
 * @param mappings a JSON object: destination schemas by MySQL schema
 * @param from ids of the 1.7 sources that become this one
 * @param disabled a JSON array of objects with the members schema and table
 */
record ImportedSource(String name, String type, String status, String mappings, List<Long> from, String disabled) {
    /** PostgreSQL reads the JSON: it is at hand and knows how. */
    private static final String READ = """
            SELECT
                source ->> 'name',
                source ->> 'type',
                source ->> 'status',
                source ->> 'mappings',
                ARRAY(SELECT jsonb_array_elements_text(source -> 'from')::bigint),
                coalesce(source ->> 'disabled', '[]')
            FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY element (source, number)
            ORDER BY number
            """;

    static List<ImportedSource> parseAll(Connection connection, String json) throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, json);
            var sources = new ArrayList<ImportedSource>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var from = (Long[]) rows.getArray(5).getArray();
                    sources.add(new ImportedSource(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            List.of(from),
                            rows.getString(6)));
                }
            }
            return sources;
        }
    }
}
