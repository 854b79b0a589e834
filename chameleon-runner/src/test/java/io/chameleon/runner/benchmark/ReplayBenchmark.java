package io.chameleon.runner.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Replays the same events in several ways and prints how long each took, as Markdown. Variants take turns, so that whatever
 * else the machine does hits all of them; after each, the tables must have the same rows.
 */
public final class ReplayBenchmark {
    private static final int ROUNDS = 3;
    private static final List<Variant> ALL = List.of(Variant.values());
    private static final List<Variant> WITHOUT_SLOW = List.of(Variant.ENGINE, Variant.NET_EFFECT, Variant.PENDING);

    private final Map<BenchmarkLayout, BenchmarkDatabase> databases = new EnumMap<>(BenchmarkLayout.class);
    private final List<Figures> figures = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();

    /**
     * Measures; the one argument says what: {@code full} for all loads, {@code short} for the most important ones, {@code
     * quick} for a small one that only shows that it works.
     */
    public static void main(String[] arguments) throws Exception {
        var benchmark = new ReplayBenchmark();
        try (var server = BenchmarkServer.start()) {
            for (BenchmarkLayout layout : BenchmarkLayout.values()) {
                benchmark.databases.put(layout, BenchmarkDatabase.create(server, layout));
            }
            switch (arguments[0]) {
                case "quick" -> benchmark.measure(Load.NORMAL.withEvents(10_000), ALL, 1);
                case "short" -> benchmark.measureMostImportant(WITHOUT_SLOW);
                case "full" -> {
                    benchmark.measureMostImportant(ALL);
                    benchmark.measureRest();
                }
                default -> throw new IllegalArgumentException("quick, short or full, not " + arguments[0]);
            }
            benchmark.print();
            for (BenchmarkDatabase database : benchmark.databases.values()) {
                database.close();
            }
        }
    }

    private void measureMostImportant(List<Variant> ofMillion) throws SQLException {
        measure(Load.NORMAL, ALL, ROUNDS);
        measure(Load.NORMAL.analyzed(), WITHOUT_SLOW, ROUNDS);
        measure(Load.NORMAL.withEvents(1_000_000), ofMillion, 1);
    }

    private void measureRest() throws SQLException {
        var normal = Load.NORMAL;
        measure(normal.inOneSlice(), ALL, ROUNDS);
        measure(normal.withTables(1), ALL, ROUNDS);
        measure(normal.withTables(1).inOneSlice(), ALL, ROUNDS);
        measure(normal.withColumns(40), ALL, ROUNDS);
        measure(normal.withUniqueIndex(), ALL, ROUNDS);
        measure(normal.withTables(1).withUniqueIndex(), ALL, ROUNDS);
        measure(normal.withTables(1).withEvents(1_000_000), ALL, 1);
        measure(normal.withUniqueIndex().withEvents(1_000_000), WITHOUT_SLOW, 1);
        measure(normal.withEvents(1_000_000).inOneSlice(), WITHOUT_SLOW, 1);
    }

    private void measure(Load load, List<Variant> variants, int rounds) throws SQLException {
        System.err.println(load);
        var times = new Figures(load);
        String expected = null;
        for (int round = 0; round < rounds; round++) {
            // None of them is always the one that finds everything cold.
            var inTurn = new ArrayList<>(variants);
            Collections.rotate(inTurn, round);
            for (Variant variant : inTurn) {
                var database = databases.get(variant.layout());
                database.use(load);
                database.prepare();
                times.add(variant, measure(variant, database));
                var checksum = database.checksum();
                if (expected != null && !expected.equals(checksum)) {
                    throw new IllegalStateException(
                            variant + " has left other rows: " + checksum + ", not " + expected);
                }
                expected = checksum;
            }
        }
        figures.add(times);
    }

    private Sample measure(Variant variant, BenchmarkDatabase database) throws SQLException {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        var sample = Sample.of(database.connection(), () -> variant.run(database));
        System.err.printf("  %s: %.2f s%n", variant.title(), sample.seconds());
        if (variant == Variant.PENDING) {
            long peak = heap().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            memory.add("| %s | %d MB |".formatted(database.load(), peak >> 20));
        }
        return sample;
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private void print() {
        System.out.println("""

                | load | variant | min s | median s | max s | events/s | processor s |
                |---|---|---|---|---|---|---|""");
        figures.forEach(one -> one.rows().forEach(System.out::println));
        System.out.println("""

                | load | ratio | by the clock | by the processor | wanted |
                |---|---|---|---|---|""");
        Comparisons.rows(figures).forEach(System.out::println);
        System.out.println("""

                | load | largest heap of the runner's 1.7 replay |
                |---|---|""");
        memory.stream().distinct().forEach(System.out::println);
    }
}
