package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of every row of a 1.7 catalogue, table by table. Two equal fingerprints mean that nobody has written
 * between them.
 *
 * @param tables table → number of rows and digest of their contents
 */
public record LegacyFingerprint(Map<String, String> tables) {
    private static final List<String> SMALL_TABLES = List.of(
            "t_sources", "t_replica_tables", "t_replica_batch", "t_batch_events", "t_discarded_rows", "t_index_def");

    public LegacyFingerprint {
        tables = Map.copyOf(tables);
    }

    /** Reads the 1.7 catalogue in the given schema. Call it inside one snapshot, or under a lock. */
    public static LegacyFingerprint read(Session session, String schema) throws SQLException {
        var digests = new TreeMap<String, String>();
        String quoted = session.identifier(schema);
        for (String table : SMALL_TABLES) {
            digests.put(
                    table,
                    session.text("SELECT count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY"
                            + " md5(t::text))), '') FROM " + quoted + "." + table + " t"));
        }
        // A row of the log is never updated, so its identity and its writer say as much as its images do.
        digests.put(
                "t_log_replica",
                session.text(
                        "SELECT count(*) || ' rows ' || coalesce(sum(hashtext(i_id_event || ' ' || i_id_batch || ' '"
                                + " || xmin::text)), 0) FROM " + quoted + ".t_log_replica"));
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
