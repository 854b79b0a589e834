package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Recognises the live 2.0 catalogue that pg_chameleon's own upgrade from 1.7 leaves behind when it is killed: it commits
 * every statement at once, and {@code v_version} says from the first one on that the catalogue is whole.
 *
 * <p>Sources and tables that are missing prove nothing, since 2.0 drops and adds both later. Every upgrade that reaches
 * its end opens a batch for each of its sources, though, and a replica starts one. So a catalogue in which a batch was
 * ever started is none of these, and one in which a batch was ever opened only where a source shows that it was being
 * upgraded: its status is still {@code ready}, which nothing sets a second time, and it has tables or a batch,
 * which a source that was merely added has not; yet it counts as consistent, which an upgrade's last statement ends.
 */
final class HalfUpgrade {
    private static final String MISSING = """
            WITH batch AS (
                SELECT i_id_source, b_started OR b_processed OR b_replayed AS started FROM sch_chameleon.t_replica_batch
            ), ever AS (
                SELECT EXISTS (SELECT FROM batch) OR CASE
                    WHEN has_sequence_privilege(sequence, 'SELECT, USAGE')
                    THEN pg_sequence_last_value(sequence) IS NOT NULL ELSE true END AS opened
                FROM CAST(pg_get_serial_sequence('sch_chameleon.t_replica_batch', 'i_id_batch') AS regclass) sequence
            )
            SELECT coalesce(string_agg(
                CASE WHEN i_id_source IN (SELECT i_id_source FROM batch) THEN 'no consistent point' ELSE 'no batch' END
                    || ' for the source ' || t_source, ', ' ORDER BY i_id_source), 'no sources')
            FROM sch_chameleon.t_sources s, ever
            WHERE NOT ever.opened OR s.enm_status = 'ready' AND s.b_consistent AND (
                i_id_source IN (SELECT i_id_source FROM batch)
                OR i_id_source IN (SELECT i_id_source FROM sch_chameleon.t_replica_tables))
            HAVING NOT coalesce((SELECT bool_or(started) FROM batch), false)
                AND (count(*) > 0 OR NOT (SELECT opened FROM ever))
            """;

    private HalfUpgrade() {}

    /**
     * What the live catalogue lacks, such as {@code no batch for the source a}; empty where it is whole as far as its
     * upgrade is concerned, isn't a 2.0 catalogue, or can't be read. That a 1.7 catalogue is retired is for the caller
     * to know.
     */
    static Optional<String> missing(Session session) throws SQLException {
        if (!isReadable(session)) {
            return Optional.empty();
        }
        List<String> missing = session.list(MISSING, row -> row.getString(1));
        return missing.stream().findFirst();
    }

    private static boolean isReadable(Session session) throws SQLException {
        return InstalledCatalogues.isReadable(
                        session, Schemas.LIVE, "t_sources", "i_id_source", "t_source", "enm_status", "b_consistent")
                && InstalledCatalogues.isReadable(
                        session,
                        Schemas.LIVE,
                        "t_replica_batch",
                        "i_id_batch",
                        "i_id_source",
                        "b_started",
                        "b_processed",
                        "b_replayed")
                && InstalledCatalogues.isReadable(session, Schemas.LIVE, "t_replica_tables", "i_id_source");
    }
}
