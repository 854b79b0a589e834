package io.chameleon.runner.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch that 1.8.2 has read completely and not replayed.
 *
 * @param id {@code i_id_batch}
 * @param sourceId {@code i_id_source}
 * @param source name of the source
 */
record PendingBatch(long id, long sourceId, String source) {
    // Not by their time of creation, which is a local one: there may have been a change of the clock in between.
    // A batch without a queue and without events was closed by a binlog rotation: 1.8.2 leaves it alone, so do we.
    private static final String ALL = """
            SELECT b.i_id_batch, b.i_id_source, s.t_source
            FROM %1$s.t_replica_batch b
            JOIN %1$s.t_sources s ON s.i_id_source = b.i_id_source
            WHERE b.b_processed AND NOT b.b_replayed
              AND (EXISTS (SELECT FROM %1$s.t_batch_events e WHERE e.i_id_batch = b.i_id_batch)
                OR EXISTS (SELECT FROM %1$s.t_log_replica l WHERE l.i_id_batch = b.i_id_batch))
            ORDER BY b.i_id_source, b.i_id_batch
            """;

    /** All pending batches, source by source, each in the order in which they were read. */
    static List<PendingBatch> all(Connection connection, String catalogueSchema) throws SQLException {
        var batches = new ArrayList<PendingBatch>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(ALL.formatted(statement.enquoteIdentifier(catalogueSchema, true)))) {
            while (row.next()) {
                batches.add(new PendingBatch(row.getLong(1), row.getLong(2), row.getString(3)));
            }
        }
        return batches;
    }
}
