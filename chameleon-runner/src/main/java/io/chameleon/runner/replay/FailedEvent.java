package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * An event that could not be applied, and why.
 *
 * @param table the table it is about
 * @param batch {@code i_id_batch}
 * @param event {@code i_id_event}
 * @param statement what was tried; empty where no statement could be made of the event
 * @param sqlState five characters
 * @param message the server's
 * @param isPassing whether the trouble may pass and isn't the table's fault
 */
public record FailedEvent(
        SourceTable table,
        long batch,
        long event,
        String statement,
        String sqlState,
        String message,
        boolean isPassing) {
    public FailedEvent {
        requireNonNull(table, "table");
        requireNonNull(statement, "statement");
        requireNonNull(sqlState, "sqlState");
        requireNonNull(message, "message");
    }
}
