package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.replay.CatalogueLayout;
import io.chameleon.testing.replay.Drain;
import io.chameleon.testing.replay.RandomLog;
import io.chameleon.testing.replay.RandomLogGenerator;
import io.chameleon.testing.replay.ReferenceReplay;
import io.chameleon.testing.replay.ReplayDatabase;
import io.chameleon.testing.replay.ReplayFunction;
import io.chameleon.testing.replay.ReplicaState;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plays random logs through the function and through a plain interpreter, and compares everything they leave. */
class ReplayDifferentialIT {
    private static final int SEEDS = Integer.getInteger("replay.seeds", 150);
    private static final int FIRST_SEED = Integer.getInteger("replay.first-seed", 1);
    private static final List<Integer> SLICE_SIZES = List.of(1, 2, 3, 5, 8, 1000);

    @Test
    void does_what_a_plain_interpreter_does() throws Exception {
        try (var replayed = ReplayDatabase.create(CatalogueLayout.V2_0);
                var reference = ReplayDatabase.create(CatalogueLayout.V2_0)) {
            for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
                compare(seed, replayed, reference);
            }
        }
    }

    private static void compare(int seed, ReplayDatabase replayed, ReplayDatabase reference) throws SQLException {
        RandomLog log = RandomLogGenerator.generate(seed);
        var random = new Random(seed);
        int maxEvents = SLICE_SIZES.get(random.nextInt(SLICE_SIZES.size()));
        boolean exitOnError = random.nextInt(3) == 0;
        replayed.load(log);
        reference.load(log);

        var actual = Drain.run(new ReplayFunction(replayed.connection()), replayed, maxEvents, exitOnError);
        var expected = Drain.run(new ReferenceReplay(log, reference.connection()), reference, maxEvents, exitOnError);

        var description = "-Dreplay.first-seed=%d -Dreplay.seeds=1, slices of %d, exit on error %s"
                .formatted(seed, maxEvents, exitOnError);
        assertThat(actual).as(description).isEqualTo(expected);
        assertThat(ReplicaState.read(replayed.connection(), CatalogueLayout.V2_0))
                .as(description)
                .containsExactlyElementsOf(ReplicaState.read(reference.connection(), CatalogueLayout.V2_0));
    }
}
