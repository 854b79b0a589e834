package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.generated.Batch17.State;
import java.util.List;
import java.util.stream.LongStream;

/** Writes the rows of a 1.7 catalogue, and the destination tables, as one script. */
final class Catalogue17Writer {
    private final Dice dice;
    private final Binlog binlog;
    private final StringBuilder sql = new StringBuilder();
    private long batch;
    private long event;

    private Catalogue17Writer(Dice dice, Binlog binlog) {
        this.dice = dice;
        this.binlog = binlog;
    }

    static String script(Dice dice, Binlog binlog, List<Source17> sources) {
        var writer = new Catalogue17Writer(dice, binlog);
        sources.forEach(writer::write);
        writer.add("SELECT setval('sch_chameleon.t_replica_batch_i_id_batch_seq', %d);", writer.batch);
        writer.add("SELECT setval('sch_chameleon.t_log_replica_i_id_event_seq', %d);", writer.event + 1);
        return writer.sql.toString();
    }

    private void write(Source17 source) {
        add(
                """
                INSERT INTO sch_chameleon.t_sources VALUES (%d, '%s', '%s', '%s', '%s', NULL, NULL,
                    '{t_log_replica_%d_src_%d,t_log_replica_%d_src_%d}');
                SELECT sch_chameleon.fn_refresh_parts();
                CREATE SCHEMA "%s";""",
                source.id(),
                source.name(),
                source.mysqlSchema(),
                source.schema(),
                source.status(),
                1 + source.batches().size() % 2,
                source.id(),
                2 - source.batches().size() % 2,
                source.id(),
                source.schema());
        source.tables().forEach(table -> write(source, table));
        source.batches().forEach(one -> write(source, one));
    }

    private void write(Source17 source, TableShape table) {
        // sync_tables of 1.8.2 can lose the primary key.
        boolean losesKey = source.synchronised().containsKey(table) && dice.oneIn(3);
        add("%s", TableContents.after(table, source.applied(table, binlog)).sql(!losesKey));
        if (table.isRegistered()) {
            var point = source.synchronised().get(table);
            add(
                    """
                    INSERT INTO sch_chameleon.t_replica_tables
                        (i_id_source, v_table_name, v_schema_name, v_table_pkey, t_binlog_name, i_binlog_position)
                    VALUES (%d, '%s', '%s', ARRAY['%s'], %s, %s);""",
                    source.id(),
                    table.name(),
                    table.schema(),
                    table.storedKey(),
                    point == null ? "NULL" : Sql.literal(point.file()),
                    point == null ? "NULL" : point.offset());
        }
    }

    private void write(Source17 source, Batch17 content) {
        batch++;
        add(
                """
                INSERT INTO sch_chameleon.t_replica_batch
                    (i_id_batch, i_id_source, t_binlog_name, i_binlog_position, b_started, b_processed, b_replayed,
                     ts_created)
                VALUES (%d, %d, '%s', %d, %s, timestamp '2026-01-01' + %d * interval '1 s');""",
                batch,
                source.id(),
                content.start().file(),
                content.start().offset(),
                content.state().flags(),
                batch);
        if (content.state() != State.REPLAYED) {
            writeEvents(source, content);
        }
    }

    private void writeEvents(Source17 source, Batch17 content) {
        long first = event + 1;
        // 1.8.2 takes replayed events off the queue; either way their rows must not be replayed again.
        boolean keepsApplied = content.state() == State.PENDING && dice.oneIn(3);
        boolean isEmpty = content.events().size() == content.applied();
        for (int i = 0; i < content.events().size() && !isEmpty; i++) {
            event++;
            var logged = content.events().get(i);
            // sync_tables takes the table's events off the log, but not off the queue.
            boolean isGone = i < content.applied() && !keepsApplied || source.isAhead(logged.table());
            if (!isGone) {
                write(source, logged);
            }
        }
        if (content.state() == State.PENDING && !isEmpty) {
            var queue = LongStream.rangeClosed(first + content.applied(), event)
                    .mapToObj(Long::toString)
                    .collect(joining(","));
            add("INSERT INTO sch_chameleon.t_batch_events VALUES (%d, '{%s}');", batch, queue);
        }
    }

    private void write(Source17 source, BinlogEvent logged) {
        add(
                "INSERT INTO sch_chameleon.t_log_replica_%d_src_%d VALUES"
                        + " (%d, %d, %s, %s, '%s', %s, %d, clock_timestamp(), %s, %s, %s, 1700000000);",
                1 + batch % 2,
                source.id(),
                event,
                batch,
                Sql.literal(logged.table().name()),
                Sql.literal(logged.table().schema()),
                logged.kind().label(),
                Sql.literal(logged.file()),
                logged.end(),
                logged.isDdl() ? "NULL" : Sql.literal(Sql.json(logged.after())),
                logged.isDdl() ? "NULL" : Sql.literal(Sql.json(logged.before())),
                logged.isDdl() ? Sql.literal(logged.statement()) : "NULL");
    }

    private void add(String template, Object... values) {
        sql.append(template.formatted(values)).append('\n');
    }
}
