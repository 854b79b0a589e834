package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells the new sources where to go on: the first batch starts where the furthest behind of the merged sources
 * stopped, every table has the coordinate from which on its events count, and the source is consistent from the
 * furthest of them on.
 */
final class SetBinlogCoordinates {
    private final Session session;
    private final CatalogueOwner owner;
    private final UpgradePlan plan;

    SetBinlogCoordinates(Session session, CatalogueOwner owner, UpgradePlan plan) {
        this.session = session;
        this.owner = owner;
        this.plan = plan;
    }

    UpgradePlan run() throws SQLException {
        return owner.act(() -> session.transaction(() -> {
            for (SourcePlan source : plan.sources()) {
                setConsistentPoint(source);
                openBatch(source);
                setCoordinates(source);
            }
            return plan;
        }));
    }

    private void setConsistentPoint(SourcePlan source) throws SQLException {
        requireRows(
                "source " + source.name(),
                1,
                session.update(
                        """
                        UPDATE _sch_chameleon_version2.t_sources
                        SET b_consistent = false, t_binlog_name = ?, i_binlog_position = ? WHERE t_source = ?
                        """,
                        source.consistentPoint().fileName(),
                        source.consistentPoint().offset(),
                        source.name()));
    }

    /**
     * Takes over when the batch was made where it comes from: 2.0 replays by these times, which are local ones of
     * pg_chameleon's sessions, and by that of ours the batch could be newer than those that follow it.
     */
    private void openBatch(SourcePlan source) throws SQLException {
        requireRows(
                "first batch of source " + source.name(),
                1,
                session.update(
                        """
                        INSERT INTO _sch_chameleon_version2.t_replica_batch
                            (i_id_source, t_binlog_name, i_binlog_position, v_log_table, ts_created)
                        SELECT i_id_source, ?, ?, v_log_table[1],
                               (SELECT min(b.ts_created) FROM sch_chameleon.t_replica_batch b
                                JOIN sch_chameleon.t_sources merged ON merged.i_id_source = b.i_id_source
                                WHERE merged.t_source = ANY (?) AND NOT b.b_processed AND NOT b.b_replayed)
                        FROM _sch_chameleon_version2.t_sources WHERE t_source = ?
                        """,
                        source.batchStart().fileName(),
                        source.batchStart().offset(),
                        source.mergedSources().toArray(String[]::new),
                        source.name()));
    }

    private void setCoordinates(SourcePlan source) throws SQLException {
        List<TablePlan> tables = source.tables();
        int rows = session.update(
                """
                UPDATE _sch_chameleon_version2.t_replica_tables t
                SET t_binlog_name = c.file_name, i_binlog_position = c.file_offset
                FROM _sch_chameleon_version2.t_sources s,
                     unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
                         AS c(schema_name, table_name, file_name, file_offset)
                WHERE s.i_id_source = t.i_id_source AND s.t_source = ?
                  AND t.v_schema_name = c.schema_name AND t.v_table_name = c.table_name
                """,
                tables.stream().map(TablePlan::schema).toArray(String[]::new),
                tables.stream().map(TablePlan::name).toArray(String[]::new),
                tables.stream().map(table -> table.coordinate().fileName()).toArray(String[]::new),
                tables.stream().map(table -> table.coordinate().offset()).toArray(Long[]::new),
                source.name());
        requireRows("tables of source " + source.name(), tables.size(), rows);
    }

    private static void requireRows(String what, int expected, int rows) {
        if (rows != expected) {
            throw new IllegalStateException(
                    "the staged catalogue has " + rows + " rows instead of " + expected + " for the " + what);
        }
    }

    static String summary(UpgradePlan plan) {
        long tables = plan.sources().stream()
                .mapToLong(source -> source.tables().size())
                .sum();
        return "sources: " + plan.sources().size() + ", tables: " + tables;
    }
}
