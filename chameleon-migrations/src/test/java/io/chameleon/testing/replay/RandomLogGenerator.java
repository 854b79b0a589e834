package io.chameleon.testing.replay;

import io.chameleon.testing.replay.RandomColumn.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up a log from a seed: the same seed on the same server, the same log. */
public final class RandomLogGenerator {
    private static final List<String> TABLE_NAMES = List.of(
            "t",
            "u",
            "T b",
            "select",
            "we\"ird",
            "naïve",
            "o'clock",
            "dotted.name",
            "%I",
            "ünï\"cödé.'x",
            "log",
            "queue");

    private final Dice dice;
    private final Temper temper;
    private final ServerFeatures features;
    private final Map<Long, List<RandomTable>> tables = new HashMap<>();
    private final List<Definition> setup = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<LogEvent> events = new ArrayList<>();
    private long lastEvent;
    private int tableCount;

    private RandomLogGenerator(long seed, ServerFeatures features) {
        this.dice = new Dice(seed);
        this.temper = Temper.of(dice);
        this.features = features;
    }

    public static RandomLog generate(long seed, ServerFeatures features) {
        return new RandomLogGenerator(seed, features).generate();
    }

    private RandomLog generate() {
        for (long source : RandomLog.SOURCES) {
            tables.put(source, randomTables(source));
        }
        boolean isLong = dice.oneIn(12);
        int batchCount = isLong ? 1 : dice.of(1, 1, 1, 2, 3, 5);
        for (long id = 1; id <= batchCount; id++) {
            addBatch(id, dice.of(1L, 1L, 2L), isLong);
        }
        int maxEvents =
                isLong ? dice.of(50, 1_000) : dice.of(1, 2, 3, 5, 8, 20, 1_000, 1_000, 1_000, Integer.MAX_VALUE);
        return new RandomLog(setup, registrations, batches, events, maxEvents, dice.oneIn(3));
    }

    private List<RandomTable> randomTables(long source) {
        var schema = RandomLog.SCHEMAS.get((int) source - 1);
        setup.add(Definition.statement("CREATE TABLE " + Quoting.quoted(schema) + ".audit (n bigserial, what text)"));
        var made = new ArrayList<RandomTable>();
        var parents = new ArrayList<RandomTable>();
        int count = source == 2 ? 1 : dice.of(1, 1, 2, 3, 4);
        for (String name : dice.shuffled(TABLE_NAMES).subList(0, count)) {
            var builder = new RandomTableBuilder(dice, temper, features, schema, name, ++tableCount);
            var table = builder.build();
            setup.addAll(builder.definitions());
            made.add(table);
            if (builder.canBeParent()) {
                parents.add(table);
            }
            if (builder.isTable() && !parents.isEmpty() && dice.chance(temper.features() / 2)) {
                addReference(table, dice.pick(parents));
            }
            register(source, table);
        }
        return made;
    }

    private void addReference(RandomTable child, RandomTable parent) {
        var parentKey = parent.columns().stream()
                .filter(column -> column.name().equals(parent.key().get(0)))
                .findFirst()
                .orElseThrow();
        var column = new RandomColumn("ref", parentKey.type(), Role.REFERENCE, "");
        child.columns().add(column);
        var reference =
                new Reference(child, column.name(), parent, dice.of("CASCADE", "SET NULL", "NO ACTION", "NO ACTION"));
        child.add(reference);
        setup.add(Definition.statement("ALTER TABLE " + child.quoted() + " ADD COLUMN " + column.definition()));
        setup.add(Definition.optional(reference.definition(
                dice.of("", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE INITIALLY DEFERRED"))));
    }

    private void register(long source, RandomTable table) {
        if (!dice.oneIn(20)) {
            registrations.add(
                    new Registration(source, table.schema(), table.name(), List.copyOf(table.key()), !dice.oneIn(20)));
        }
        // The other source's registrations are none of our business, but its events may be of this table too.
        if (dice.oneIn(8)) {
            registrations.add(
                    new Registration(3 - source, table.schema(), table.name(), List.copyOf(table.key()), true));
        } else if (dice.oneIn(8)) {
            registrations.add(
                    new Registration(3 - source, table.schema(), table.name(), List.of("elsewhere"), !dice.oneIn(3)));
        }
    }

    private void addBatch(long id, long source, boolean isLong) {
        var ids = new ArrayList<Long>();
        int size = isLong ? dice.between(150, 400) : dice.of(1, 4, 10, 15, 25, 40);
        for (int i = 0; i < size; i++) {
            ids.add(addEvent(id, source));
        }
        boolean processed = !dice.oneIn(15);
        batches.add(new Batch(id, source, processed, processed ? queue(ids) : Optional.empty()));
    }

    private long addEvent(long batch, long source) {
        lastEvent += dice.of(1, 1, 1, 2, 3);
        var table = dice.pick(tables.get(dice.oneIn(40) ? 3 - source : source));
        var draft = table.next();
        Optional<Long> time = draft.kind().equals("ddl") || dice.oneIn(20)
                ? Optional.empty()
                : Optional.of(1_700_000_000L + dice.between(0, 1_000_000));
        events.add(new LogEvent(
                lastEvent,
                batch,
                dice.of(1, 1, 2),
                table.schema(),
                table.name(),
                draft.kind(),
                draft.after(),
                draft.before(),
                draft.query(),
                time,
                dice.oneIn(15) ? Optional.empty() : Optional.of(lastEvent * 100)));
        return lastEvent;
    }

    /** Mostly the batch's events in their order; sometimes too many, too few, twice or in disorder, or no queue at all. */
    private Optional<List<Long>> queue(List<Long> ids) {
        List<Long> queue = new ArrayList<>(ids);
        if (dice.oneIn(15)) {
            return Optional.empty();
        }
        if (dice.oneIn(10)) {
            queue = dice.shuffled(queue);
        }
        if (dice.oneIn(20)) {
            queue.remove(dice.pick(queue));
        }
        if (dice.oneIn(10) && !queue.isEmpty()) {
            queue.add(dice.pick(queue));
        }
        if (dice.oneIn(10)) {
            queue.add(dice.between(0, queue.size()), 1_000_000L);
        }
        if (dice.oneIn(15)) {
            queue.add(dice.between(0, queue.size()), 1L);
        }
        return Optional.of(queue);
    }
}
