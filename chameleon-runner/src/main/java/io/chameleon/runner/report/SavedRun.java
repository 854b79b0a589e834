package io.chameleon.runner.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The member {@code run} of a result: when, where and with what.
 *
 * @param database null where there was no connection
 */
record SavedRun(String startedAt, String finishedAt, Database database, Software software) {
    record Database(String host, int port, String name, String role, String postgresql) {}

    record Software(String runner, String flyway, String jdbcDriver, String java, String operatingSystem) {}

    SavedRun {
        requireInstant(startedAt, "run.startedAt");
        requireInstant(finishedAt, "run.finishedAt");
        requireNonNull(software, "run.software");
    }

    private static void requireInstant(String text, String member) {
        try {
            Instant.parse(requireNonNull(text, member));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(member + " (an instant in UTC)", e);
        }
    }
}
