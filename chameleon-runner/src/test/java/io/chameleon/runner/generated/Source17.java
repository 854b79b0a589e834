package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One 1.8.2 source and how far it has got.
 *
 * @param id {@code i_id_source}
 * @param schema destination schema
 * @param status status it was left with; {@code running} when it was killed
 * @param tables its tables; only those with a key are registered
 * @param batches in order of creation
 * @param synchronised own coordinates of tables; those ahead of the restart point hold everything up to there
 */
record Source17(
        int id,
        String schema,
        String status,
        List<TableShape> tables,
        List<Batch17> batches,
        Map<TableShape, BinlogPoint> synchronised) {
    String name() {
        return "source " + id;
    }

    String mysqlSchema() {
        return "my_schema_" + id;
    }

    boolean isKilled() {
        return status.equals("running");
    }

    /** Where reading goes on: the start of the oldest batch that isn't processed. */
    BinlogPoint restartPoint() {
        return batches.stream()
                .filter(batch -> batch.state() == Batch17.State.OPEN || batch.state() == Batch17.State.UNSTARTED)
                .findFirst()
                .orElseThrow()
                .start();
    }

    boolean isAhead(TableShape table) {
        return synchronised.containsKey(table)
                && synchronised.get(table).events() > restartPoint().events();
    }

    /** The events that the destination table holds. */
    List<BinlogEvent> applied(TableShape table, Binlog binlog) {
        if (isAhead(table)) {
            return binlog.events().subList(0, synchronised.get(table).events());
        }
        var applied = new ArrayList<>(
                binlog.events().subList(0, batches.get(0).start().events()));
        batches.forEach(batch -> applied.addAll(batch.appliedEvents()));
        return applied;
    }

    @Override
    public String toString() {
        return "%s → %s, %s%n  %s%n  own coordinates: %s"
                .formatted(
                        name(),
                        schema,
                        status,
                        batches.stream().map(Batch17::toString).collect(joining("\n  ")),
                        synchronised.entrySet().stream()
                                .map(entry -> entry.getKey().name() + " at " + entry.getValue())
                                .collect(joining("; ")));
    }
}
