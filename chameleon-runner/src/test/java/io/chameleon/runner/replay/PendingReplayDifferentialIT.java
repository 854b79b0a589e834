package io.chameleon.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.testing.replay.CatalogueLayout;
import io.chameleon.testing.replay.RandomLog;
import io.chameleon.testing.replay.RandomLogGenerator;
import io.chameleon.testing.replay.ReferenceReplay17;
import io.chameleon.testing.replay.ReplayDatabase;
import io.chameleon.testing.replay.ReplicaState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replays random 1.7 logs and compares everything that is left with what a plain interpreter leaves. */
class PendingReplayDifferentialIT {
    private static final int SEEDS = Integer.getInteger("replay.seeds", 80);
    private static final int FIRST_SEED = Integer.getInteger("replay.first-seed", 1);
    private static final List<Integer> SLICE_SIZES = List.of(1, 2, 3, 5, 8, 1000);

    private static ReplayDatabase replayed;
    private static ReplayDatabase reference;

    @BeforeAll
    static void create_two_databases() throws Exception {
        replayed = ReplayDatabase.create(CatalogueLayout.V1_7);
        reference = ReplayDatabase.create(CatalogueLayout.V1_7);
    }

    @AfterAll
    static void drop_them() throws Exception {
        replayed.close();
        reference.close();
    }

    @Test
    void stops_where_a_plain_interpreter_stops() throws Exception {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            RandomLog log = load(seed);
            int sliceSize = sliceSize(seed);

            var failed = failedEvent(sliceSize);

            assertThat(failed)
                    .as(description(seed))
                    .isEqualTo(new ReferenceReplay17(log, reference.connection()).stopAtError(sliceSize));
            assertSameState(seed);
        }
    }

    @Test
    void leaves_the_tables_out_that_a_plain_interpreter_leaves_out() throws Exception {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            RandomLog log = load(seed);
            int sliceSize = sliceSize(seed);

            var disabled = replay(OnReplayError.DISABLE, sliceSize).disabledTables().stream()
                    .map(table -> List.of(table.table().schema(), table.table().table()))
                    .toList();

            assertThat(disabled)
                    .as(description(seed))
                    .isEqualTo(new ReferenceReplay17(log, reference.connection()).disableTables(sliceSize));
            assertSameState(seed);
        }
    }

    private static RandomLog load(int seed) throws SQLException {
        RandomLog log = RandomLogGenerator.generate(seed);
        replayed.load(log);
        reference.load(log);
        return log;
    }

    private static Optional<Long> failedEvent(int sliceSize) throws SQLException {
        try {
            replay(OnReplayError.STOP, sliceSize);
            return Optional.empty();
        } catch (ChameleonException e) {
            var problem = e.failure().problem();
            return Optional.of(Long.valueOf(problem.split(" ")[1]));
        }
    }

    private static ReplayResult replay(OnReplayError onError, int sliceSize) throws SQLException {
        var options = ReplayOptions.of(onError).withSliceSize(sliceSize);
        return new PendingReplay(replayed.connection(), "sch_chameleon", options).run();
    }

    private static void assertSameState(int seed) throws SQLException {
        assertThat(ReplicaState.read(replayed.connection(), CatalogueLayout.V1_7))
                .as(description(seed))
                .containsExactlyElementsOf(ReplicaState.read(reference.connection(), CatalogueLayout.V1_7));
    }

    private static int sliceSize(int seed) {
        return SLICE_SIZES.get(new Random(seed).nextInt(SLICE_SIZES.size()));
    }

    private static String description(int seed) {
        return "-Dreplay.first-seed=%d -Dreplay.seeds=1, slices of %d".formatted(seed, sliceSize(seed));
    }
}
