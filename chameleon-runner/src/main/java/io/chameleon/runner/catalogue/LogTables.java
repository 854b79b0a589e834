package io.chameleon.runner.catalogue;

import io.chameleon.migrations.CatalogueStructure.Difference;
import java.sql.SQLException;
import java.util.List;

/** The two tables of each source of a 2.0 catalogue that hold its log. */
public final class LogTables {
    private LogTables() {}

    /** The log tables that a source names and that aren't there, or that don't belong to {@code t_log_replica}. */
    public static List<Difference> differences(Session session) throws SQLException {
        boolean readable = session.isTrue("""
                SELECT count(*) = 2 FROM pg_attribute
                WHERE attrelid = to_regclass('sch_chameleon.t_sources') AND attname IN ('t_source', 'v_log_table')
                  AND has_table_privilege(attrelid, 'SELECT')
                """);
        if (!readable) {
            return List.of();
        }
        return session.list(
                """
                SELECT 'log table ' || log_table || ' of the source ' || t_source,
                       CASE WHEN c.oid IS NULL THEN 'absent' ELSE 'a table that doesn''t inherit' END
                FROM sch_chameleon.t_sources, unnest(v_log_table) log_table
                LEFT JOIN pg_class c
                    ON c.relname = log_table AND c.relnamespace = 'sch_chameleon'::regnamespace AND c.relkind = 'r'
                WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid
                                  AND inhparent = to_regclass('sch_chameleon.t_log_replica'))
                ORDER BY 1
                """,
                row -> new Difference(row.getString(1), "a table that inherits from t_log_replica", row.getString(2)));
    }
}
