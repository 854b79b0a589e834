package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;

/** What shows that a 2.0 catalogue, once upgraded from 1.7, has begun to replicate. */
public final class ReplicationTraces {
    private ReplicationTraces() {}

    /** The traces in the live 2.0 catalogue, one for each source and kind; empty when it is as the upgrade left it. */
    public static List<String> read(Session session) throws SQLException {
        return session.list("""
                SELECT 'the source ' || t_source || ' has the status ' || enm_status FROM sch_chameleon.t_sources
                WHERE enm_status::text NOT IN ('stopped', 'initialised', 'ready')
                UNION ALL
                SELECT 'the source ' || t_source || ' has got consistent' FROM sch_chameleon.t_sources
                WHERE b_consistent
                UNION ALL
                SELECT 'the source ' || s.t_source || ' has ' || count(*) || ' batches' FROM sch_chameleon.t_sources s
                JOIN sch_chameleon.t_replica_batch b USING (i_id_source) GROUP BY s.t_source HAVING count(*) > 1
                UNION ALL
                SELECT DISTINCT 'the source ' || s.t_source || ' has started its batch' FROM sch_chameleon.t_sources s
                JOIN sch_chameleon.t_replica_batch b USING (i_id_source)
                WHERE b.b_started OR b.b_processed OR b.b_replayed
                UNION ALL
                SELECT 'tables of the source ' || s.t_source || ' have lost their coordinates: ' || count(*)
                FROM sch_chameleon.t_sources s JOIN sch_chameleon.t_replica_tables t USING (i_id_source)
                WHERE t.t_binlog_name IS NULL OR t.i_binlog_position IS NULL GROUP BY s.t_source
                UNION ALL
                SELECT 'the log holds rows' WHERE EXISTS (SELECT FROM sch_chameleon.t_log_replica)
                """, row -> row.getString(1));
    }
}
