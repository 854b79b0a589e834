package io.chameleon.runner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicationTimesTest {
    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");
    private static final Optional<Instant> RECEIVED = Optional.of(NOW.minusSeconds(10));
    private static final Optional<Instant> REPLAYED = Optional.of(NOW.minusSeconds(25));

    @Test
    void reading_lags_behind_the_clock_and_replaying_behind_reading() {
        var times = ReplicationTimes.of(NOW, RECEIVED, REPLAYED);

        assertThat(times.readLag()).contains(Duration.ofSeconds(10));
        assertThat(times.replayLag()).contains(Duration.ofSeconds(15));
    }

    @Test
    void without_an_event_there_is_no_lag() {
        var times = ReplicationTimes.of(NOW, Optional.empty(), REPLAYED);

        assertThat(times.readLag()).isEmpty();
        assertThat(times.replayLag()).isEmpty();
        assertThat(ReplicationTimes.of(NOW, RECEIVED, Optional.empty()).replayLag())
                .isEmpty();
    }

    @Test
    void clocks_that_differ_give_a_negative_lag() {
        assertThat(ReplicationTimes.of(NOW, Optional.of(NOW.plusSeconds(2)), Optional.empty())
                        .readLag())
                .contains(Duration.ofSeconds(-2));
    }
}
