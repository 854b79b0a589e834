package io.chameleon.runner.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times for people, in one time zone.
 *
 * @param zone the zone
 */
record HumanTime(ZoneId zone) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Times in PostgreSQL's zone of that name; in UTC where Java doesn't know it. */
    static HumanTime in(String timeZone) {
        try {
            return new HumanTime(ZoneId.of(timeZone));
        } catch (DateTimeException e) {
            return new HumanTime(ZoneOffset.UTC);
        }
    }

    /** {@code 2026-11-22 19:03:07}. */
    String format(Instant instant) {
        return FORMAT.format(instant.atZone(zone));
    }
}
