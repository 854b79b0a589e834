package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.SourceStatus.Pauses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads how the sources of the live catalogue stand. Columns that came with a later 2.0 version are looked up in the
 * row's JSON form, where a missing one is NULL: one statement serves all versions of a layout.
 */
public final class SourceStatusReader {
    private static final String LEGACY_SOURCES = """
            SELECT s.i_id_source, s.t_source, 'mysql' AS type, s.enm_status,
                   ARRAY[coalesce(s.t_source_schema, '')] AS source_schemas,
                   ARRAY[s.t_dest_schema] AS destination_schemas,
                   NOT EXISTS (SELECT FROM sch_chameleon.t_replica_tables t
                               WHERE t.i_id_source = s.i_id_source AND t.t_binlog_name IS NOT NULL) AS consistent,
                   NULL::text AS high_watermark_name, NULL::bigint AS high_watermark_offset,
                   b.t_binlog_name, b.i_binlog_position,
                   s.ts_last_received::timestamptz AS last_received, s.ts_last_replay::timestamptz AS last_replayed,
                   false AS maintenance, false AS paused, false AS reading_paused, false AS replaying_paused,
                   NULL::timestamptz AS last_maintenance
            FROM sch_chameleon.t_sources s
            LEFT JOIN LATERAL (
                SELECT t_binlog_name, i_binlog_position FROM sch_chameleon.t_replica_batch
                WHERE i_id_source = s.i_id_source AND NOT b_processed AND NOT b_replayed
                ORDER BY i_id_batch LIMIT 1) b ON true
            ORDER BY s.i_id_source
            """;

    /** With several open batches the reader of 2.0 takes the newest, while 1.7 has to be restarted at the oldest. */
    private static final String CURRENT_SOURCES = """
            SELECT s.i_id_source, s.t_source, s.enm_source_type AS type, s.enm_status,
                   ARRAY(SELECT key FROM jsonb_each_text(m.mappings) ORDER BY key) AS source_schemas,
                   ARRAY(SELECT coalesce(value, '') FROM jsonb_each_text(m.mappings) ORDER BY key)
                       AS destination_schemas,
                   s.b_consistent AS consistent,
                   s.t_binlog_name AS high_watermark_name, s.i_binlog_position AS high_watermark_offset,
                   b.t_binlog_name, b.i_binlog_position,
                   r.ts_last_received::timestamptz AS last_received, p.ts_last_replayed::timestamptz AS last_replayed,
                   (to_jsonb(s) ->> 'b_maintenance')::boolean AS maintenance,
                   (to_jsonb(s) ->> 'b_paused')::boolean AS paused,
                   (to_jsonb(r) ->> 'b_paused')::boolean AS reading_paused,
                   (to_jsonb(p) ->> 'b_paused')::boolean AS replaying_paused,
                   (to_jsonb(s) ->> 'ts_last_maintenance')::timestamp::timestamptz AS last_maintenance
            FROM sch_chameleon.t_sources s
            CROSS JOIN LATERAL (
                SELECT CASE jsonb_typeof(s.jsb_schema_mappings) WHEN 'object' THEN s.jsb_schema_mappings ELSE '{}' END
                    AS mappings) m
            LEFT JOIN sch_chameleon.t_last_received r ON r.i_id_source = s.i_id_source
            LEFT JOIN sch_chameleon.t_last_replayed p ON p.i_id_source = s.i_id_source
            LEFT JOIN LATERAL (
                SELECT t_binlog_name, i_binlog_position FROM sch_chameleon.t_replica_batch
                WHERE i_id_source = s.i_id_source AND NOT b_processed AND NOT b_replayed
                ORDER BY ts_created DESC, i_id_batch DESC LIMIT 1) b ON true
            ORDER BY s.i_id_source
            """;

    private final Session session;
    private final CatalogueLayout layout;
    private final int newestErrors;

    /** @param newestErrors how many entries of each source's error log are wanted */
    public SourceStatusReader(Session session, CatalogueLayout layout, int newestErrors) {
        this.session = requireNonNull(session, "session");
        this.layout = requireNonNull(layout, "layout");
        this.newestErrors = newestErrors;
    }

    /**
     * All sources by id. Call it inside one snapshot, in the {@linkplain CatalogueTimeZone time zone} of the catalogue.
     *
     * @param now what the lags are measured against
     */
    public List<SourceStatus> read(Instant now) throws SQLException {
        Map<Long, List<TableStatus>> tables = RegisteredTables.read(session, layout);
        Map<Long, ReplayProgress> progress = ReplayProgress.read(session);
        Map<Long, ErrorLog> errors = ErrorLog.read(session, layout, newestErrors);
        return session.list(sourcesQuery(), row -> {
            long id = row.getLong("i_id_source");
            return source(
                    row,
                    now,
                    tables.getOrDefault(id, List.of()),
                    progress.getOrDefault(id, ReplayProgress.NONE),
                    errors.getOrDefault(id, ErrorLog.EMPTY));
        });
    }

    private String sourcesQuery() {
        return switch (layout) {
            case LEGACY -> LEGACY_SOURCES;
            case CURRENT -> CURRENT_SOURCES;
        };
    }

    private static SourceStatus source(
            ResultSet row, Instant now, List<TableStatus> tables, ReplayProgress progress, ErrorLog errors)
            throws SQLException {
        return new SourceStatus(
                row.getLong("i_id_source"),
                row.getString("t_source"),
                row.getString("type"),
                row.getString("enm_status"),
                mappings(Rows.texts(row, "source_schemas"), Rows.texts(row, "destination_schemas")),
                row.getBoolean("consistent"),
                Rows.position(row, "high_watermark_name", "high_watermark_offset"),
                Rows.position(row),
                ReplicationTimes.of(now, Rows.instant(row, "last_received"), Rows.instant(row, "last_replayed")),
                pauses(row),
                progress.counters(),
                progress.pending(),
                tables,
                errors.entries(),
                errors.newest());
    }

    private static List<SchemaMapping> mappings(List<String> sources, List<String> destinations) {
        return IntStream.range(0, sources.size())
                .mapToObj(i -> new SchemaMapping(
                        Optional.of(sources.get(i)).filter(name -> !name.isEmpty()), destinations.get(i)))
                .toList();
    }

    private static Pauses pauses(ResultSet row) throws SQLException {
        return new Pauses(
                row.getBoolean("maintenance"),
                row.getBoolean("paused"),
                row.getBoolean("reading_paused"),
                row.getBoolean("replaying_paused"),
                Rows.instant(row, "last_maintenance"));
    }
}
