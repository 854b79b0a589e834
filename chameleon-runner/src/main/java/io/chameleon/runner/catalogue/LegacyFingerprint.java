package io.chameleon.runner.catalogue;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A digest of every row of a 1.7 catalogue, table by table. Two equal fingerprints mean that nobody has written
 * between them.
 *
 * @param tables table → number of rows and digest of their contents
 */
public record LegacyFingerprint(Map<String, String> tables) {
    private static final List<String> SMALL_TABLES = List.of(
            "t_sources", "t_replica_tables", "t_replica_batch", "t_batch_events", "t_discarded_rows", "t_index_def");

    private static final String SMALL = """
            SELECT '%1$s', count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '')
            FROM %2$s.%1$s t
            """;

    // A row of the log is never updated, so its identity and its writer say as much as its images do.
    private static final String LOG = """
            SELECT 't_log_replica', count(*) || ' rows '
                || coalesce(sum(hashtext(i_id_event || ' ' || i_id_batch || ' ' || xmin::text)), 0)
            FROM %1$s.t_log_replica
            """;

    public LegacyFingerprint {
        tables = Map.copyOf(tables);
    }

    /** Reads the 1.7 catalogue in the given schema. Call it inside one snapshot, or under a lock. */
    public static LegacyFingerprint read(Session session, String schema) throws SQLException {
        String quoted = session.identifier(schema);
        Stream<String> small = SMALL_TABLES.stream().map(table -> SMALL.formatted(table, quoted));
        String all = Stream.concat(small, Stream.of(LOG.formatted(quoted))).collect(joining(" UNION ALL "));
        var digests = new HashMap<String, String>();
        session.list(all, row -> digests.put(row.getString(1), row.getString(2)));
        return new LegacyFingerprint(digests);
    }

    /** The tables that differ, in alphabetical order. */
    public List<String> changedTables(LegacyFingerprint later) {
        return tables.keySet().stream()
                .filter(table -> !tables.get(table).equals(later.tables.get(table)))
                .sorted()
                .toList();
    }
}
