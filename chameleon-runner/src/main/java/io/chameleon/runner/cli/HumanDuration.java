package io.chameleon.runner.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class HumanDuration {
    private static final int SECOND = 1_000;
    private static final int MINUTE = 60 * SECOND;

    private HumanDuration() {}

    /** {@code 0.3 s}, {@code 59.9 s}, {@code 12:05 min}. */
    static String of(long milliseconds) {
        if (milliseconds < MINUTE - SECOND / 20) {
            return String.format(Locale.ROOT, "%.1f s", milliseconds / (double) SECOND);
        }
        long seconds = (milliseconds + SECOND / 2) / SECOND;
        return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }

    /** How far something is behind: {@code 3 s}, {@code 12:05 min}, {@code 5:12:05 h}, {@code 3 d 5:12:05 h}. */
    static String ofLag(Duration lag) {
        if (lag.isNegative()) {
            return "-" + ofLag(lag.negated());
        }
        if (lag.toMinutes() == 0) {
            return lag.toSeconds() + " s";
        }
        if (lag.toHours() == 0) {
            return String.format(Locale.ROOT, "%d:%02d min", lag.toMinutes(), lag.toSecondsPart());
        }
        String days = lag.toDays() == 0 ? "" : lag.toDays() + " d ";
        return days
                + String.format(
                        Locale.ROOT, "%d:%02d:%02d h", lag.toHoursPart(), lag.toMinutesPart(), lag.toSecondsPart());
    }
}
