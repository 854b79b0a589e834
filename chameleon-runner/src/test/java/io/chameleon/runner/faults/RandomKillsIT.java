package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process is killed at random: whenever it happens, one complete catalogue is live, {@code status} tells which, and
 * running the command again loses nothing and applies nothing twice.
 */
class RandomKillsIT {
    private static final int KILLS = Integer.getInteger("chameleon.kills", 30);
    private static final int AT_ONCE = 2;

    /** What is killed, and its share of all kills. */
    enum Killed {
        UPGRADE_FROM_1_7(6) {
            @Override
            Trial trial(Path directory) throws Exception {
                return LegacyTrial.create(directory);
            }
        },
        UPGRADE_WITHIN_2_0(2) {
            @Override
            Trial trial(Path directory) throws Exception {
                return MaintenanceTrial.create(directory);
            }
        },
        ROLLBACK(2) {
            @Override
            Trial trial(Path directory) throws Exception {
                return RollbackTrial.create(directory);
            }
        };

        private final int tenths;

        Killed(int tenths) {
            this.tenths = tenths;
        }

        abstract Trial trial(Path directory) throws Exception;

        int kills() {
            return KILLS * tenths / 10;
        }
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void whenever_it_is_killed_nothing_is_lost(Killed killed) throws Exception {
        int requests = requestsOfACompleteRun(killed);
        long seed = Long.getLong("chameleon.kills.seed", System.nanoTime());
        long start = System.nanoTime();

        Map<String, Integer> outcomes = countEqual(InParallel.run(
                killed.kills(),
                AT_ONCE,
                number -> named(
                        "killed with the seed " + (seed + number),
                        () -> kill(killed, new Random(seed + number), requests))));

        System.out.printf(
                "%d kills of %s in %d s, over %d requests of a complete run: %s%n",
                killed.kills(),
                killed,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                requests,
                outcomes);
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(killed.kills());
    }

    private int requestsOfACompleteRun(Killed killed) throws Exception {
        try (Trial trial = killed.trial(directory);
                var proxy = new StatementProxy(trial.database().port())) {
            var result = trial.run(proxy);
            assertThat(result.exitCode()).as(result.err()).isZero();
            return proxy.requests();
        }
    }

    /** Returns how the catalogue was found. */
    private String kill(Killed killed, Random random, int requests) throws Exception {
        Path own = Files.createTempDirectory(directory, "killed");
        try (Trial trial = killed.trial(own);
                var proxy = new StatementProxy(trial.database().port())) {
            boolean died = Victim.ofChance(random, requests).run(trial, proxy);
            String found = trial.live() + " live" + trial.beside();
            trial.finish();
            return (died ? "killed, " : "ended before, ") + found;
        }
    }

    private static <T> T named(String name, Callable<T> work) {
        try {
            return work.call();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(name, e);
        }
    }

    private static Map<String, Integer> countEqual(List<String> texts) {
        var counts = new TreeMap<String, Integer>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }
}
