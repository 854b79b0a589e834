package io.chameleon.runner.report;

import java.util.Locale;

/** Numbers on a page. */
final class Counts {
    private Counts() {}

    /** Digits in groups of three: {@code 1 240}, with narrow spaces that no line is broken at. */
    static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    /** {@code 1 table}, {@code 15 tables}. */
    static String of(long number, String one, String many) {
        return of(number) + " " + (number == 1 ? one : many);
    }
}
