package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "340, 0.3 s",
        "59949, 59.9 s",
        "59950, 1:00 min",
        "125400, 2:05 min",
        "7325000, 122:05 min",
    })
    void durations_of_steps(long milliseconds, String text) {
        assertThat(HumanDuration.of(milliseconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59.9S, 59 s",
        "PT12M5S, 12:05 min",
        "PT5H12M5S, 5:12:05 h",
        "P3DT5H12M5S, 3 d 5:12:05 h",
        "PT-3S, -3 s",
    })
    void lags(Duration lag, String text) {
        assertThat(HumanDuration.ofLag(lag)).isEqualTo(text);
    }
}
