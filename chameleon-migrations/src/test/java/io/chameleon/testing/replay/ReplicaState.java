package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads everything a replay may change, as lines of text that two databases are compared by. */
final class ReplicaState {
    /** Reads the rows of any table; installed in each database of a comparison. */
    static final String FUNCTIONS = """
            CREATE FUNCTION public.rows_of(target regclass, exact boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
            DECLARE expressions text;
            BEGIN
                -- What a sequence has given counts by its order only, unless it is wanted exactly. The rows of a partition
                -- have their numbers from the table that it is a partition of.
                WITH RECURSIVE ancestor(id) AS (
                    SELECT target::oid
                    UNION
                    SELECT h.inhparent FROM ancestor c JOIN pg_inherits h ON h.inhrelid = c.id),
                numbered AS (
                    SELECT a.attname FROM ancestor c JOIN pg_attribute a ON a.attrelid = c.id
                    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                    WHERE a.attnum > 0
                      AND (pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%' OR a.attidentity IN ('a', 'd')))
                SELECT string_agg(
                    CASE WHEN NOT exact AND a.attname IN (SELECT n.attname FROM numbered n)
                         THEN format('dense_rank() OVER (ORDER BY t.%%I)', a.attname)
                         ELSE format('t.%%I', a.attname) END, ', ' ORDER BY a.attnum)
                INTO expressions
                FROM pg_attribute a
                WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped;
                RETURN QUERY EXECUTE format(
                    'SELECT ROW(%%s)::text FROM ONLY %%s t ORDER BY 1', coalesce(expressions, 'NULL'), target);
            END $$;
            """.formatted();

    private static final String DESTINATION = """
            WITH destination AS (
                SELECT c.oid, format('%%I.%%I', n.nspname, c.relname) AS name
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('app', 'App X') AND c.relkind = 'r')
            SELECT name || ': ' || r
            FROM destination, public.rows_of(oid, %s) AS r
            UNION ALL
            SELECT name || ' has ' || string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
            FROM destination JOIN pg_attribute a ON a.attrelid = oid AND a.attnum > 0 AND NOT a.attisdropped
            GROUP BY name
            ORDER BY 1
            """;

    private static final String CATALOGUE = """
            SELECT concat_ws(' | ', 'batch', i_id_batch, b_processed, b_replayed, coalesce(i_replayed::text, 'null'),
                             coalesce(i_skipped::text, 'null'), coalesce(i_ddl::text, 'null'), ts_replayed IS NOT NULL)
            FROM sch_chameleon.t_replica_batch
            UNION ALL
            SELECT concat_ws(' | ', 'queue', i_id_batch, i_id_event) FROM sch_chameleon.t_batch_events
            UNION ALL
            SELECT concat_ws(' | ', 'log', i_id_batch, i_id_event) FROM sch_chameleon.t_log_replica
            UNION ALL
            SELECT concat_ws(' | ', 'time', i_id_source, coalesce(extract(epoch FROM
                             %s AT TIME ZONE current_setting('TimeZone'))::bigint::text, 'null'))
            FROM sch_chameleon.%s
            """;

    private static final String ERRORS = """
            SELECT concat_ws(' | ', 'error', i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey,
                             t_binlog_name, i_binlog_position, ts_error IS NOT NULL, coalesce(t_sql, 'null'),
                             t_error_message)
            FROM sch_chameleon.t_error_log
            """;

    private static final String CATALOGUE_2_0 =
            CATALOGUE.formatted("ts_last_replayed", "t_last_replayed") + """
            UNION ALL
            %sUNION ALL
            SELECT concat_ws(' | ', 'table', i_id_source, v_schema_name, v_table_name, b_replica_enabled)
            FROM sch_chameleon.t_replica_tables
            """.formatted(ERRORS);

    private static final String CATALOGUE_1_7 = CATALOGUE.formatted("ts_last_replay", "t_sources");

    private ReplicaState() {}

    /**
     * All rows of all destination tables.
     *
     * @param exact whether values that sequences gave must be the same; otherwise only their order counts
     */
    static List<String> destination(Connection superuser, boolean exact) throws SQLException {
        return lines(superuser, DESTINATION.formatted(exact));
    }

    static List<String> catalogue(Connection superuser, CatalogueLayout layout) throws SQLException {
        var lines = lines(superuser, layout == CatalogueLayout.V1_7 ? CATALOGUE_1_7 : CATALOGUE_2_0);
        lines.sort(null);
        return lines;
    }

    /** The rows of the error log as {@link #catalogue} has them, in the order in which they were written. */
    static List<String> errors(Connection superuser) throws SQLException {
        return lines(superuser, ERRORS + " ORDER BY i_id_log");
    }

    private static List<String> lines(Connection connection, String query) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }
}
