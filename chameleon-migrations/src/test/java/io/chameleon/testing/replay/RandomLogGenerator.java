package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes up a log from a seed: the same seed, the same log. */
public final class RandomLogGenerator {
    /** The destination schemas, one for each source. */
    static final List<String> SCHEMAS = List.of("app", "App X");

    private static final List<String> TABLE_NAMES =
            List.of("t", "T b", "select", "we\"ird", "naïve", "o'clock", "dotted.name", "%I");

    private final Random random;
    private final RandomValues values;
    private final Map<Long, List<RandomTable>> tables = new HashMap<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<LogEvent> events = new ArrayList<>();
    private long lastEvent;

    private RandomLogGenerator(long seed) {
        this.random = new Random(seed);
        this.values = new RandomValues(random);
    }

    public static RandomLog generate(long seed) {
        return new RandomLogGenerator(seed).generate();
    }

    private RandomLog generate() {
        for (long source : RandomLog.SOURCES) {
            tables.put(source, randomTables(SCHEMAS.get((int) source - 1)));
            tables.get(source).forEach(table -> register(source, table.shape()));
        }
        int batchCount = values.between(1, 7);
        for (long id = 1; id <= batchCount; id++) {
            addBatch(id, values.pick(RandomLog.SOURCES));
        }
        var shapes = tables.values().stream()
                .flatMap(List::stream)
                .map(RandomTable::shape)
                .toList();
        return new RandomLog(shapes, registrations, batches, events);
    }

    private List<RandomTable> randomTables(String schema) {
        var names = new ArrayList<>(TABLE_NAMES);
        Collections.shuffle(names, random);
        return names.subList(0, values.between(1, 5)).stream()
                .map(name -> new RandomTable(schema, name, values))
                .toList();
    }

    private void register(long source, TableShape table) {
        if (!values.oneIn(7)) {
            registrations.add(
                    new Registration(source, table.schema(), table.name(), shuffled(table.key()), !values.oneIn(10)));
        }
        // The other source's registrations are none of our business.
        if (values.oneIn(5)) {
            registrations.add(
                    new Registration(3 - source, table.schema(), table.name(), List.of("elsewhere"), !values.oneIn(3)));
        }
    }

    private void addBatch(long id, long source) {
        var ids = new ArrayList<Long>();
        int size = values.oneIn(6) ? values.between(0, 2) : values.between(3, 40);
        for (int i = 0; i < size; i++) {
            ids.add(addEvent(id, source));
        }
        boolean processed = !values.oneIn(9);
        batches.add(new Batch(id, source, processed, processed ? queue(ids) : Optional.empty()));
    }

    private long addEvent(long batch, long source) {
        lastEvent += values.between(1, 3);
        var table = values.pick(tables.get(source));
        var draft = table.next();
        Optional<Long> time = draft.kind().equals("ddl") || values.oneIn(20)
                ? Optional.empty()
                : Optional.of(1_700_000_000L + random.nextInt(1_000_000));
        events.add(new LogEvent(
                lastEvent,
                batch,
                values.between(1, 2),
                table.shape().schema(),
                table.shape().name(),
                draft.kind(),
                draft.after(),
                draft.before(),
                draft.query(),
                time,
                values.oneIn(15) ? Optional.empty() : Optional.of(lastEvent * 100)));
        return lastEvent;
    }

    /** Mostly the batch's events in their order; sometimes too many, too few, twice or in disorder, or no queue at all. */
    private Optional<List<Long>> queue(List<Long> events) {
        var queue = new ArrayList<>(events);
        if (values.oneIn(9)) {
            return Optional.empty();
        }
        if (values.oneIn(5)) {
            Collections.shuffle(queue, random);
        }
        if (values.oneIn(5) && !queue.isEmpty()) {
            queue.remove(random.nextInt(queue.size()));
        }
        if (values.oneIn(5) && !queue.isEmpty()) {
            queue.add(values.pick(queue));
        }
        if (values.oneIn(5)) {
            queue.add(random.nextInt(queue.size() + 1), 1_000_000L);
        }
        if (values.oneIn(8)) {
            queue.add(random.nextInt(queue.size() + 1), 1L);
        }
        return Optional.of(queue);
    }

    private List<String> shuffled(List<String> key) {
        var shuffled = new ArrayList<>(key);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
