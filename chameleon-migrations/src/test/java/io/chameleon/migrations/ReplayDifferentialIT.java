package io.chameleon.migrations;

import io.chameleon.testing.replay.FunctionComparison;
import io.chameleon.testing.replay.Fuzz;
import org.junit.jupiter.api.Test;

/** Plays random logs through the replay function and through a plain interpreter, and compares everything they leave. */
class ReplayDifferentialIT {
    private static final double SHARE_OF_LOGS = 0.6;

    @Test
    void does_what_a_plain_interpreter_does() throws Exception {
        try (var comparison = new FunctionComparison()) {
            Fuzz.run(comparison, SHARE_OF_LOGS);
        }
    }
}
