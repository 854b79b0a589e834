package io.chameleon.runner.catalogue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.chameleon.runner.catalogue.SourceStatus.Counters;
import io.chameleon.runner.catalogue.SourceStatus.Pending;
import java.sql.SQLException;
import java.util.Map;

/** What the batches of one source say about its replay. */
record ReplayProgress(long source, Counters counters, Pending pending) {
    static final ReplayProgress NONE = new ReplayProgress(0, new Counters(0, 0, 0), new Pending(0, 0));

    /**
     * The progress by {@code i_id_source}, without sources that have no batch.
     *
     * <p>A batch waits while its queue holds events. One whose reader was killed before it stored the queue waits with
     * all of its rows in the log; one without either was closed because the binlog file changed, and isn't waiting.
     */
    static Map<Long, ReplayProgress> read(Session session) throws SQLException {
        return session
                .list(
                        """
                        SELECT i_id_source, coalesce(sum(i_replayed), 0)::bigint AS replayed,
                               coalesce(sum(i_skipped), 0)::bigint AS skipped, coalesce(sum(i_ddl), 0)::bigint AS ddl,
                               count(*) FILTER (WHERE waiting > 0) AS batches,
                               coalesce(sum(waiting), 0)::bigint AS events
                        FROM (SELECT b.*,
                                     CASE WHEN NOT b_processed OR b_replayed THEN 0
                                          WHEN q.i_id_batch IS NOT NULL THEN cardinality(q.i_id_event)
                                          ELSE (SELECT count(*) FROM sch_chameleon.t_log_replica l
                                                WHERE l.i_id_batch = b.i_id_batch) END AS waiting
                              FROM sch_chameleon.t_replica_batch b
                              LEFT JOIN sch_chameleon.t_batch_events q ON q.i_id_batch = b.i_id_batch) batch
                        GROUP BY i_id_source
                        """,
                        row -> new ReplayProgress(
                                row.getLong("i_id_source"),
                                new Counters(row.getLong("replayed"), row.getLong("skipped"), row.getLong("ddl")),
                                new Pending(row.getLong("batches"), row.getLong("events"))))
                .stream()
                .collect(toMap(ReplayProgress::source, identity()));
    }
}
