package io.chameleon.runner.catalogue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a 1.7 catalogue says about its sources, without the log.
 *
 * @param sources in order of {@code i_id_source}
 */
public record LegacyCatalogue(List<LegacySource> sources) {
    public LegacyCatalogue {
        sources = List.copyOf(sources);
    }

    /** The same without what a replay of pending batches changes: two such catalogues compare. */
    public LegacyCatalogue apartFromReplay() {
        return new LegacyCatalogue(
                sources.stream().map(LegacySource::apartFromReplay).toList());
    }

    /** Reads the catalogue in {@code sch_chameleon}. Call it inside one snapshot. */
    public static LegacyCatalogue read(Session session) throws SQLException {
        record Row(long id, String name, String mysqlSchema, String destination, String status) {}
        List<Row> rows = session.list(
                """
                SELECT i_id_source, t_source, t_source_schema, t_dest_schema, enm_status::text
                FROM sch_chameleon.t_sources ORDER BY i_id_source
                """,
                row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
        var sources = new ArrayList<LegacySource>();
        for (Row row : rows) {
            sources.add(new LegacySource(
                    row.id(),
                    row.name(),
                    Optional.ofNullable(row.mysqlSchema()),
                    row.destination(),
                    row.status(),
                    batches(session, row.id()),
                    tables(session, row.id())));
        }
        return new LegacyCatalogue(sources);
    }

    private static List<LegacyBatch> batches(Session session, long source) throws SQLException {
        return session.list(
                """
                SELECT i_id_batch, t_binlog_name, i_binlog_position, b_started, b_processed, b_replayed
                FROM sch_chameleon.t_replica_batch WHERE i_id_source = ? ORDER BY i_id_batch
                """,
                row -> new LegacyBatch(
                        row.getLong(1),
                        Optional.ofNullable(row.getString(2)),
                        optionalLong(row, 3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6)),
                source);
    }

    private static List<LegacyTable> tables(Session session, long source) throws SQLException {
        return session.list(
                """
                SELECT v_schema_name, v_table_name, v_table_pkey, t_binlog_name, i_binlog_position
                FROM sch_chameleon.t_replica_tables WHERE i_id_source = ? ORDER BY v_schema_name, v_table_name
                """,
                row -> new LegacyTable(
                        row.getString(1),
                        row.getString(2),
                        texts(row.getArray(3)),
                        Optional.ofNullable(row.getString(4)),
                        optionalLong(row, 5)),
                source);
    }

    private static Optional<Long> optionalLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .filter(Objects::nonNull)
                // An array in the array is no list of columns, which an empty text says as well.
                .map(element -> element instanceof Object[] ? "" : element.toString())
                .toList();
    }
}
