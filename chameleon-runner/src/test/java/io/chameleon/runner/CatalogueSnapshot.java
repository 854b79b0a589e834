package io.chameleon.runner;

import com.google.gson.JsonParser;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything in a schema that an upgrade could touch: every row of every table, and every object with its owner and its
 * grants. Two equal snapshots mean that nothing was changed.
 *
 * @param contents table → its rows in alphabetical order; {@code objects} → relations, functions and types
 */
public record CatalogueSnapshot(Map<String, List<String>> contents) {
    private static final String OBJECTS = """
            SELECT format('%s %s %s %s', relkind, relname, pg_get_userbyid(relowner), relacl)
            FROM pg_class WHERE relnamespace = to_regnamespace('${schema}')
            UNION ALL
            SELECT format('function %s %s %s %s', proname, md5(prosrc), pg_get_userbyid(proowner), proacl)
            FROM pg_proc WHERE pronamespace = to_regnamespace('${schema}')
            UNION ALL
            SELECT format('type %s %s %s', typname, pg_get_userbyid(typowner), typacl)
            FROM pg_type WHERE typnamespace = to_regnamespace('${schema}')
            UNION ALL
            SELECT format('schema %s %s', pg_get_userbyid(nspowner), nspacl)
            FROM pg_namespace WHERE oid = to_regnamespace('${schema}')
            ORDER BY 1
            """;
    private static final String TABLES = """
            SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('${schema}') AND relkind = 'r' ORDER BY 1
            """;

    private static final Map<String, Set<String>> NOTED_BY_REPLAY = Map.of(
            "t_sources", Set.of("ts_last_replay"),
            "t_replica_batch", Set.of("b_replayed", "ts_replayed", "i_replayed", "i_skipped", "i_ddl"));

    public CatalogueSnapshot {
        contents = Map.copyOf(contents);
    }

    /** Takes the snapshot of a schema; empty where there is none. */
    public static CatalogueSnapshot of(TestDatabase database, String schema) {
        try (Connection connection = database.connectAsSuperuser()) {
            return of(connection, schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with a connection that may read everything. */
    public static CatalogueSnapshot of(Connection connection, String schema) throws SQLException {
        var contents = new TreeMap<String, List<String>>();
        contents.put("objects", texts(connection, OBJECTS.replace("${schema}", schema)));
        for (String table : texts(connection, TABLES.replace("${schema}", schema))) {
            contents.put(
                    table,
                    texts(
                            connection,
                            "SELECT to_jsonb(t)::text FROM ONLY \"%s\".\"%s\" t ORDER BY 1".formatted(schema, table)));
        }
        return new CatalogueSnapshot(contents);
    }

    /** The same without the log, its queues, and what a replay of pending batches notes of sources and batches. */
    public CatalogueSnapshot apartFromReplay() {
        var rest = new TreeMap<>(contents);
        rest.keySet().removeIf(table -> table.matches("t_batch_events|t_log_replica.*"));
        NOTED_BY_REPLAY.forEach((table, columns) -> rest.computeIfPresent(
                table,
                (name, rows) ->
                        rows.stream().map(row -> without(columns, row)).sorted().toList()));
        return new CatalogueSnapshot(rest);
    }

    private static String without(Set<String> columns, String row) {
        var object = JsonParser.parseString(row).getAsJsonObject();
        columns.forEach(object::remove);
        return object.toString();
    }

    /** The rows of a table, as JSON. */
    public List<String> rows(String table) {
        return contents.getOrDefault(table, List.of());
    }

    /** The first column of a query's rows. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
