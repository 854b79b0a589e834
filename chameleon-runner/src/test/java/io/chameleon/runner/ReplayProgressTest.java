package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {
    @Test
    void tells_the_rate_and_the_time_that_is_left() {
        var progress = new ReplayProgress(300, 700, Duration.ofMillis(1500));

        assertThat(progress.events()).isEqualTo(1000);
        assertThat(progress.eventsPerSecond()).isCloseTo(200, within(0.001));
        assertThat(progress.timeLeft()).contains(Duration.ofMillis(3500));
    }

    @Test
    void tells_neither_before_anything_is_done() {
        var progress = new ReplayProgress(0, 700, Duration.ZERO);

        assertThat(progress.eventsPerSecond()).isZero();
        assertThat(progress.timeLeft()).isEmpty();
    }

    @Test
    void has_no_negative_numbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayProgress(1, -1, Duration.ZERO));
    }
}
