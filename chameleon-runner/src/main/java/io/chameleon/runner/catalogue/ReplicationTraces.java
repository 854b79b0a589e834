package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;

/**
 * What shows that a 2.0 catalogue, once upgraded from 1.7, has begun to replicate, or that its tables were copied anew:
 * it isn't any more what the upgrade has made of the 1.7 catalogue that is kept beside it.
 *
 * <p>Every upgrade, pg_chameleon's own included, gives each of its sources one batch, the first ones of the catalogue,
 * and takes all coordinates from the 1.7 catalogue: the restart points of its sources and the coordinates of its tables,
 * those of a table one byte further where a stream may start before them. pg_chameleon's own writes {@code 0} and 0 where
 * it has found no table. An upgrade of its own that was killed has left out some of it, which is no trace.
 */
public final class ReplicationTraces {
    private static final String TRACES = """
            WITH source AS (
                SELECT s.*, coalesce(b.batches, 0) AS batches, b.first_batch, b.started
                FROM sch_chameleon.t_sources s LEFT JOIN (
                    SELECT i_id_source, count(*) AS batches, min(i_id_batch) AS first_batch,
                           bool_or(b_started OR b_processed OR b_replayed) AS started
                    FROM sch_chameleon.t_replica_batch GROUP BY i_id_source) b USING (i_id_source)
            ), mapping AS (
                SELECT i_id_source, m.value AS schema_name FROM source, jsonb_each_text(
                    CASE jsonb_typeof(jsb_schema_mappings) WHEN 'object' THEN jsb_schema_mappings ELSE '{}' END) m
            ), legacy AS (
                SELECT i_id_source, t_dest_schema::text AS schema_name FROM _sch_chameleon_version1.t_sources
            ), restart_point AS (
                SELECT DISTINCT ON (i_id_source)
                       schema_name, NULL::text AS table_name, t_binlog_name, i_binlog_position
                FROM _sch_chameleon_version1.t_replica_batch JOIN legacy USING (i_id_source)
                WHERE NOT (b_processed OR b_replayed) ORDER BY i_id_source, i_id_batch
            ), known AS (
                SELECT * FROM restart_point
                UNION ALL
                SELECT schema_name, v_table_name, t_binlog_name, i_binlog_position
                FROM _sch_chameleon_version1.t_replica_tables JOIN legacy USING (i_id_source)
            ), opened AS (
                SELECT pg_sequence_last_value(pg_get_serial_sequence('sch_chameleon.t_sources', 'i_id_source')) AS sources,
                       pg_sequence_last_value(pg_get_serial_sequence('sch_chameleon.t_replica_batch', 'i_id_batch'))
                           AS batches
            )
            SELECT 'the source ' || t_source || ' has the status ' || enm_status FROM source
            WHERE enm_status::text NOT IN ('stopped', 'initialised', 'ready')
            UNION ALL
            SELECT 'the source ' || t_source || ' has got consistent' FROM source
            WHERE b_consistent AND batches > 0 AND (started OR enm_status <> 'ready')
            UNION ALL
            SELECT 'the source ' || t_source || ' has ' || batches || ' batches' FROM source WHERE batches > 1
            UNION ALL
            SELECT 'the source ' || t_source || ' has started its batch' FROM source WHERE started
            UNION ALL
            SELECT 'the source ' || t_source || ' has lost its batch' FROM source, opened
            WHERE source.batches = 0 AND enm_status <> 'ready' AND opened.batches > 0
            UNION ALL
            SELECT 'the source ' || t_source || ' has another batch than the upgrade gave it'
            FROM source JOIN sch_chameleon.t_replica_batch b USING (i_id_source)
            WHERE batches = 1 AND (first_batch > (SELECT count(*) FROM source) OR NOT (
                (b.t_binlog_name, b.i_binlog_position) = ('0', 0)
                OR EXISTS (
                    SELECT FROM mapping m JOIN restart_point p USING (schema_name)
                    WHERE m.i_id_source = source.i_id_source
                      AND (p.t_binlog_name, p.i_binlog_position) = (b.t_binlog_name, b.i_binlog_position))))
            UNION ALL
            SELECT 'the source ' || t_source || ' has another consistent point than the upgrade gave it' FROM source
            WHERE NOT b_consistent AND NOT (
                (t_binlog_name, i_binlog_position) = ('0', 0)
                OR EXISTS (
                    SELECT FROM mapping m JOIN known p USING (schema_name)
                    WHERE m.i_id_source = source.i_id_source
                      AND (p.t_binlog_name, p.i_binlog_position) = (source.t_binlog_name, source.i_binlog_position)))
            UNION ALL
            SELECT 'tables of the source ' || t_source || ' have lost their coordinates: ' || count(*)
            FROM source JOIN sch_chameleon.t_replica_tables t USING (i_id_source)
            WHERE t.t_binlog_name IS NULL OR t.i_binlog_position IS NULL GROUP BY t_source
            UNION ALL
            SELECT 'tables of the source ' || t_source || ' have other coordinates than the upgrade gave them: '
                || count(*)
            FROM source JOIN sch_chameleon.t_replica_tables t USING (i_id_source)
            WHERE t.t_binlog_name IS NOT NULL AND t.i_binlog_position IS NOT NULL AND NOT EXISTS (
                SELECT FROM known p
                WHERE p.schema_name = t.v_schema_name AND coalesce(p.table_name, t.v_table_name) = t.v_table_name
                  AND p.t_binlog_name = t.t_binlog_name AND t.i_binlog_position - p.i_binlog_position IN (0, 1))
            GROUP BY t_source
            UNION ALL
            SELECT 'the source ' || t_source || ' was added' FROM source
            WHERE i_id_source IN (
                SELECT i_id_source FROM mapping WHERE schema_name NOT IN (SELECT schema_name FROM legacy))
            UNION ALL
            SELECT 'sources were dropped: ' || opened.sources - count(source.*) FROM opened LEFT JOIN source ON true
            GROUP BY opened.sources HAVING opened.sources > count(source.*)
            UNION ALL
            SELECT 'the log holds rows' WHERE EXISTS (SELECT FROM sch_chameleon.t_log_replica)
            """;

    private ReplicationTraces() {}

    /**
     * The traces in the live 2.0 catalogue, one for each source and kind; empty when it is as the upgrade left it. The
     * 1.7 catalogue stands in {@code _sch_chameleon_version1}.
     */
    public static List<String> read(Session session) throws SQLException {
        return session.list(TRACES, row -> row.getString(1));
    }
}
