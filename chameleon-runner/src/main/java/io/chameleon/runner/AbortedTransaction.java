package io.chameleon.runner;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A transaction refuses everything after the first statement that has failed in it. Who ignores that failure, as Flyway
 * does with a few of its questions about the server, gets to know only the refusal; the driver remembers the failure.
 */
final class AbortedTransaction {
    private static final String REFUSED = "25P02";

    private AbortedTransaction() {}

    /** What was wrong in the first place, where one of the causes is only that the transaction had failed before. */
    static Optional<SQLException> firstFailure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // A refusal may be wrapped in another one, which says in what.
            if (isRefusal(cause) && cause.getCause() instanceof SQLException first && !isRefusal(first)) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof SQLException failure && REFUSED.equals(failure.getSQLState());
    }
}
