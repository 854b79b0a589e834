package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the staged catalogue says, one line for each source, schema mapping, batch and table. */
final class StagedFacts {
    private StagedFacts() {}

    static String source(String name, String type, String status, String consistentPoint) {
        return "source " + name + " of type " + type + ", " + status + ", consistent from " + consistentPoint;
    }

    static String mapping(String source, String mysqlSchema, String schema) {
        return "mapping of " + source + ": " + mysqlSchema + " → " + schema;
    }

    static String batch(String source, String start) {
        return "open batch of " + source + " at " + start;
    }

    static String table(
            String source, String schema, String name, List<String> key, String coordinate, boolean enabled) {
        return "table " + schema + "." + name + " of " + source + ", key " + key + ", from " + coordinate
                + (enabled ? "" : ", disabled");
    }

    static List<String> read(Session session) throws SQLException {
        var facts = new ArrayList<String>();
        facts.addAll(session.list(
                """
                SELECT t_source, enm_source_type::text, enm_status::text, t_binlog_name || ',' || i_binlog_position
                FROM _sch_chameleon_version2.t_sources WHERE NOT b_consistent
                """, row -> source(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
        facts.addAll(session.list("""
                SELECT t_source, m.key, m.value
                FROM _sch_chameleon_version2.t_sources, jsonb_each_text(jsb_schema_mappings) m
                """, row -> mapping(row.getString(1), row.getString(2), row.getString(3))));
        facts.addAll(session.list("""
                SELECT s.t_source, b.t_binlog_name || ',' || b.i_binlog_position
                FROM _sch_chameleon_version2.t_replica_batch b
                JOIN _sch_chameleon_version2.t_sources s USING (i_id_source)
                WHERE NOT (b.b_started OR b.b_processed OR b.b_replayed) AND b.v_log_table = s.v_log_table[1]
                """, row -> batch(row.getString(1), row.getString(2))));
        facts.addAll(session.list(
                """
                SELECT s.t_source, t.v_schema_name, t.v_table_name, t.v_table_pkey::text[],
                       t.t_binlog_name || ',' || t.i_binlog_position, t.b_replica_enabled
                FROM _sch_chameleon_version2.t_replica_tables t
                JOIN _sch_chameleon_version2.t_sources s USING (i_id_source)
                """,
                row -> table(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Arrays.asList((String[]) row.getArray(4).getArray()),
                        row.getString(5),
                        row.getBoolean(6))));
        return facts;
    }
}
