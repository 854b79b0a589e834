package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Everything a replay may change, as lines of text that two databases are compared by. */
public final class ReplicaState {
    private static final List<String> CATALOGUE_OF_ANY_LAYOUT = List.of(
            """
            SELECT 'batch', i_id_batch, b_processed, b_replayed, i_replayed, i_skipped, i_ddl, ts_replayed IS NOT NULL
            FROM sch_chameleon.t_replica_batch ORDER BY i_id_batch""",
            "SELECT 'queue', i_id_batch, i_id_event FROM sch_chameleon.t_batch_events ORDER BY i_id_batch",
            "SELECT 'log', i_id_batch, i_id_event FROM sch_chameleon.t_log_replica ORDER BY i_id_event");

    private static final List<String> CATALOGUE_2_0 = List.of(
            """
            SELECT 'error', i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
                   i_binlog_position, ts_error IS NOT NULL, t_sql, t_error_message
            FROM sch_chameleon.t_error_log ORDER BY i_id_log""", """
            SELECT 'table', i_id_source, v_schema_name, v_table_name, b_replica_enabled
            FROM sch_chameleon.t_replica_tables ORDER BY 2, 3, 4""", "SELECT 'replayed', i_id_source, ts_last_replayed FROM sch_chameleon.t_last_replayed ORDER BY 2");

    private static final List<String> CATALOGUE_1_7 =
            List.of("SELECT 'replayed', i_id_source, ts_last_replay FROM sch_chameleon.t_sources ORDER BY 2");

    private static final String DESTINATION_TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('app', 'App X') AND c.relkind = 'r' ORDER BY 1""";

    private ReplicaState() {}

    /** Reads the catalogue and all destination tables. */
    public static List<String> read(Connection connection, CatalogueLayout layout) throws SQLException {
        var state = new ArrayList<String>();
        for (String query : CATALOGUE_OF_ANY_LAYOUT) {
            state.addAll(lines(connection, query));
        }
        for (String query : layout == CatalogueLayout.V1_7 ? CATALOGUE_1_7 : CATALOGUE_2_0) {
            state.addAll(lines(connection, query));
        }
        for (String table : lines(connection, DESTINATION_TABLES)) {
            state.add("columns of " + table + ": " + lines(connection, """
                            SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                            WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped
                            ORDER BY a.attnum""".formatted(table.replace("'", "''"))));
            state.addAll(lines(connection, "SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        return state;
    }

    private static List<String> lines(Connection connection, String query) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                lines.add(String.join(" | ", columns));
            }
        }
        return lines;
    }
}
