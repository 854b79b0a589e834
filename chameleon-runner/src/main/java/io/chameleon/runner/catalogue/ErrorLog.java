package io.chameleon.runner.catalogue;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What the error log of a 2.0 catalogue says about one source.
 *
 * @param entries how many entries there are
 * @param newest the newest of them, newest first
 */
record ErrorLog(long entries, List<LoggedError> newest) {
    static final ErrorLog EMPTY = new ErrorLog(0, List.of());

    private record Entry(long source, long entries, LoggedError error) {}

    /**
     * The logs by {@code i_id_source}, without those that are empty.
     *
     * @param limit how many entries of each source are wanted
     */
    static Map<Long, ErrorLog> read(Session session, CatalogueLayout layout, int limit) throws SQLException {
        return switch (layout) {
            case LEGACY -> Map.of();
            case CURRENT ->
                newest(session, limit).stream()
                        .collect(groupingBy(Entry::source, collectingAndThen(toList(), ErrorLog::of)));
        };
    }

    private static ErrorLog of(List<Entry> entries) {
        return new ErrorLog(
                entries.get(0).entries(), entries.stream().map(Entry::error).toList());
    }

    private static List<Entry> newest(Session session, int limit) throws SQLException {
        return session.list("""
                SELECT ranked.*, ts_error::timestamptz AS failed_at
                FROM (SELECT log.*, count(*) OVER (PARTITION BY i_id_source) AS entries,
                             row_number() OVER (PARTITION BY i_id_source ORDER BY i_id_log DESC) AS age
                      FROM sch_chameleon.t_error_log log) ranked
                WHERE age <= ? ORDER BY i_id_log DESC
                """, ErrorLog::entry, limit);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("i_id_source"),
                row.getLong("entries"),
                new LoggedError(
                        row.getLong("i_id_log"),
                        Rows.instant(row, "failed_at"),
                        row.getLong("i_id_batch"),
                        row.getString("v_schema_name"),
                        row.getString("v_table_name"),
                        Rows.position(row),
                        Rows.text(row, "t_error_message"),
                        Rows.text(row, "t_sql")));
    }
}
