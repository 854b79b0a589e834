package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares one random log after the other. System properties say which:
 *
 * <ul>
 *   <li>{@code chameleon.fuzz.logs}: how many
 *   <li>{@code chameleon.fuzz.first-seed}: where to begin; {@code random} for anywhere
 *   <li>{@code chameleon.fuzz.seed}: this one only, and show it
 * </ul>
 */
public final class Fuzz {
    private static final Duration SHRINKING =
            Duration.ofSeconds(Integer.getInteger("chameleon.fuzz.shrink-seconds", 60));
    private static final int ENOUGH_FAILURES = 3;
    private static final int LOGS_OF_A_LINE = 1000;

    private final Comparison comparison;
    private final ServerFeatures features;
    private final List<String> failures = new ArrayList<>();

    private Fuzz(Comparison comparison) throws SQLException {
        this.comparison = comparison;
        this.features = comparison.features();
    }

    /**
     * Compares as many logs as the properties say.
     *
     * @param share which part of them belongs to this comparison, 0 to 1
     * @throws AssertionError with seed, log and differences when a log makes a difference
     */
    public static void run(Comparison comparison, double share) throws SQLException {
        new Fuzz(comparison).run(share);
    }

    private void run(double share) throws SQLException {
        Optional<Long> only = Optional.ofNullable(Long.getLong("chameleon.fuzz.seed"));
        if (only.isPresent()) {
            System.out.println(LogText.write(RandomLogGenerator.generate(only.get(), features)));
            compare(only.get());
        } else {
            long first = firstSeed();
            long logs = Math.round(Integer.getInteger("chameleon.fuzz.logs", 500) * share);
            System.out.printf("%d logs of layout %s from seed %d%n", logs, comparison.layout(), first);
            for (long done = 0; done < logs && failures.size() < ENOUGH_FAILURES; done++) {
                compare(first + done);
                if ((done + 1) % LOGS_OF_A_LINE == 0) {
                    System.out.printf("%d logs compared, %d differ%n", done + 1, failures.size());
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", failures));
        }
    }

    private long firstSeed() {
        var property = System.getProperty("chameleon.fuzz.first-seed", "1");
        return property.equals("random") ? System.currentTimeMillis() * 1_000 : Long.parseLong(property);
    }

    private void compare(long seed) throws SQLException {
        var log = RandomLogGenerator.generate(seed, features);
        var differences = differences(seed, log);
        if (!differences.isEmpty()) {
            var small = Shrinker.shrink(comparison, log, SHRINKING);
            var report = """
                    -Dchameleon.fuzz.seed=%d (layout %s)
                    %s
                    shrunk:
                    %s
                    %s""".formatted(
                            seed,
                            comparison.layout(),
                            String.join("\n", differences),
                            LogText.write(small),
                            String.join("\n", comparison.differences(small)));
            System.out.println(report);
            failures.add(report);
        }
    }

    private List<String> differences(long seed, RandomLog log) throws SQLException {
        try {
            return comparison.differences(log);
        } catch (SQLException | RuntimeException e) {
            throw new IllegalStateException("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
