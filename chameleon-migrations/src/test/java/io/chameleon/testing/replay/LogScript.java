package io.chameleon.testing.replay;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log as SQL: one script is loaded much faster than many rows. */
final class LogScript {
    private LogScript() {}

    /** Empties the destination schemas. */
    static String cleanDestination() {
        return RandomLog.SCHEMAS.stream()
                .map(Quoting::quoted)
                .map(schema -> "DROP SCHEMA IF EXISTS " + schema + " CASCADE; CREATE SCHEMA " + schema)
                .collect(joining(";"));
    }

    static String destination(RandomLog log) {
        return log.setup().stream().map(Definition::script).collect(joining(";\n"));
    }

    static String catalogue(RandomLog log, CatalogueLayout layout) {
        var script = new ArrayList<String>();
        script.add("DELETE FROM sch_chameleon.t_sources");
        script.add(layout.insertSources());
        script.add(layout.forgetErrors());
        log.registrations().forEach(table -> script.add(layout.insertRegistration(table)));
        log.batches().forEach(batch -> {
            script.add("""
                    INSERT INTO sch_chameleon.t_replica_batch
                        (i_id_batch, i_id_source, b_started, b_processed, ts_created)
                    VALUES (%1$d, %2$d, true, %3$s, timestamp '2024-01-01' + %1$d * interval '1 minute')""".formatted(batch.id(), batch.source(), batch.processed()));
            batch.queue().ifPresent(queue -> script.add("""
                    INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event) VALUES (%d, '%s')""".formatted(batch.id(), array(queue))));
            for (int partition = 1; partition <= 2; partition++) {
                insertEvents(log, batch, partition, layout).ifPresent(script::add);
            }
        });
        return String.join(";\n", script);
    }

    private static Optional<String> insertEvents(RandomLog log, Batch batch, int partition, CatalogueLayout layout) {
        var rows = log.events().stream()
                .filter(event -> event.batch() == batch.id() && event.partition() == partition)
                .map(LogScript::row)
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(layout.insertEvents(batch.source(), partition) + String.join(",\n", rows));
    }

    private static String row(LogEvent event) {
        return "(%d, %d, %s, %s, '%s', %s::jsonb, %s::jsonb, %s, %s::bigint, %s, %s::bigint)"
                .formatted(
                        event.id(),
                        event.batch(),
                        Quoting.literal(event.schema()),
                        Quoting.literal(event.table()),
                        event.kind(),
                        Quoting.literal(event.after().json()),
                        Quoting.literal(event.before().json()),
                        Quoting.literal(event.query()),
                        event.time().map(String::valueOf).orElse("NULL"),
                        Quoting.literal(event.position().map(position -> "bin.000001")),
                        event.position().map(String::valueOf).orElse("NULL"));
    }

    private static String array(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(joining(",", "{", "}"));
    }
}
