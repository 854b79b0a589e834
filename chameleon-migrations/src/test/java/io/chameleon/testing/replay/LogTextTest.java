package io.chameleon.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
    private static final ServerFeatures FEATURES = new ServerFeatures(15, true);

    @Test
    void reads_the_events_that_it_has_written() {
        for (long seed = 1; seed <= 30; seed++) {
            var log = RandomLogGenerator.generate(seed, FEATURES);

            var read = LogText.read(LogText.write(log));

            assertThat(read.events()).as("seed %d", seed).isEqualTo(log.events());
            assertThat(read.batches()).isEqualTo(log.batches());
            assertThat(read.registrations()).isEqualTo(log.registrations());
            assertThat(LogScript.destination(read)).isEqualTo(LogScript.destination(log));
            assertThat(read.maxEvents()).isEqualTo(log.maxEvents());
            assertThat(read.exitOnError()).isEqualTo(log.exitOnError());
        }
    }

    @Test
    void the_same_seed_makes_the_same_log() {
        assertThat(RandomLogGenerator.generate(7, FEATURES)).isEqualTo(RandomLogGenerator.generate(7, FEATURES));
    }
}
