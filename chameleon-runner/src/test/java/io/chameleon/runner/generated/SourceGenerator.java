package io.chameleon.runner.generated;

import static java.util.stream.Collectors.toMap;

import io.chameleon.runner.generated.Batch17.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up how far 1.8.2 has got with one schema of a binlog. */
final class SourceGenerator {
    private final Dice dice;
    private final Binlog binlog;
    private final int id;
    private final String schema;
    private final List<Integer> starts;
    private final boolean killed;

    private SourceGenerator(Dice dice, Binlog binlog, int id, String schema, int restart) {
        this.dice = dice;
        this.binlog = binlog;
        this.id = id;
        this.schema = schema;
        this.starts = starts(dice, restart);
        this.killed = dice.oneIn(4);
    }

    /** @param restart number of the point in the binlog where the source has stopped */
    static Source17 generate(Dice dice, Binlog binlog, int id, String schema, int restart) {
        return new SourceGenerator(dice, binlog, id, schema, restart).generate();
    }

    /** Points where batches start, in their order; the restart point comes last. */
    private static List<Integer> starts(Dice dice, int restart) {
        var starts = new ArrayList<Integer>();
        int longest = dice.pick(List.of(2, 10, 40));
        for (int point = dice.between(0, restart); point < restart; point += dice.between(1, longest)) {
            starts.add(point);
        }
        starts.add(restart);
        return starts;
    }

    private Source17 generate() {
        var status = killed ? "running" : dice.pick(List.of("stopped", "stopped", "initialised", "ready"));
        return new Source17(id, schema, status, binlog.tablesOf(schema), batches(), synchronised());
    }

    private List<Batch17> batches() {
        var batches = new ArrayList<Batch17>();
        int complete = starts.size() - 1;
        int replayed = dice.between(0, complete);
        for (int i = 0; i < complete; i++) {
            var events = events(starts.get(i), starts.get(i + 1));
            batches.add(i < replayed ? replayed(i, events) : pending(i, events, i == replayed));
        }
        addOpenBatches(batches);
        return batches;
    }

    private Batch17 replayed(int number, List<BinlogEvent> events) {
        // 1.8.2 never replays a batch that was closed by a binlog rotation and is empty.
        var state = events.isEmpty() ? State.PENDING : State.REPLAYED;
        return new Batch17(start(number), state, events, events.size());
    }

    /** Only the oldest pending batch can be partly drained. */
    private Batch17 pending(int number, List<BinlogEvent> events, boolean isOldest) {
        if (dice.oneIn(4)) {
            return new Batch17(start(number), State.WITHOUT_QUEUE, events, 0);
        }
        int applied = isOldest && events.size() > 1 && dice.oneIn(2) ? dice.between(1, events.size() - 1) : 0;
        return new Batch17(start(number), State.PENDING, events, applied);
    }

    private void addOpenBatches(List<Batch17> batches) {
        int restart = starts.get(starts.size() - 1);
        int last = binlog.points().size() - 1;
        int readTo = dice.oneIn(3) ? restart : dice.between(restart, last);
        var state = killed || dice.oneIn(2) ? State.OPEN : State.UNSTARTED;
        batches.add(new Batch17(binlog.points().get(restart), state, events(restart, readTo), 0));
        if (killed && readTo > restart) {
            batches.add(new Batch17(binlog.points().get(readTo), State.UNSTARTED, List.of(), 0));
        }
    }

    private Map<TableShape, BinlogPoint> synchronised() {
        var points = binlog.points();
        int restart = starts.get(starts.size() - 1);
        return binlog.tablesOf(schema).stream()
                .filter(table -> table.isRegistered() && dice.oneIn(3))
                .collect(toMap(
                        table -> table,
                        table -> points.get(
                                dice.oneIn(3) ? dice.between(0, restart) : dice.between(restart, points.size() - 1)),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private List<BinlogEvent> events(int fromPoint, int toPoint) {
        return binlog.eventsOf(
                schema,
                binlog.points().get(fromPoint).events(),
                binlog.points().get(toPoint).events());
    }

    private BinlogPoint start(int number) {
        return binlog.points().get(starts.get(number));
    }
}
