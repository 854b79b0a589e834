package io.chameleon.runner.report;

import java.util.Locale;

/** Durations on a page, as exact as they are of interest. */
final class Durations {
    private Durations() {}

    /** {@code 84 ms}, {@code 1.2 s}, {@code 3 min 04 s}, {@code 2 h 03 min}. */
    static String of(long milliseconds) {
        long seconds = milliseconds / 1000;
        if (milliseconds < 1000) {
            return Math.max(0, milliseconds) + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(milliseconds / 100.0) / 10);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
