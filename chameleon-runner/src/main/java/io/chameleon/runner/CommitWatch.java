package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Learns how a commit ended whose answer never came. PostgreSQL tells under the transaction's number when it has ended;
 * whether it has committed is read off what it would have left behind. The number alone proves nothing: a server that
 * has crashed may give it to another transaction.
 */
final class CommitWatch {
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** The number is greater than any that the server knows of: it has crashed and lost the transaction. */
    private static final String NEVER_HEARD_OF = "22023";

    private final DataSource dataSource;
    private final String trace;
    private OptionalLong transaction = OptionalLong.empty();
    private String left;

    /** @param trace query for one value, which the transaction changes */
    CommitWatch(DataSource dataSource, String trace) {
        this.dataSource = dataSource;
        this.trace = trace;
    }

    /** Says that the commit of the session's transaction comes next. */
    void about(Session session) throws SQLException {
        left = session.text(trace);
        transaction = OptionalLong.of(session.one("SELECT txid_current()", row -> row.getLong(1)));
    }

    /** Whether the commit had been announced. */
    boolean wasUnderWay() {
        return transaction.isPresent();
    }

    /**
     * Returns when the transaction has committed.
     *
     * @throws SQLException the cause, when the transaction has not committed
     * @throws ChameleonException of kind UNKNOWN when that can't be learnt
     */
    void resolve(SQLException cause) throws SQLException {
        // An interruption must not shorten this: it is the last moment at which the outcome can be learnt.
        boolean interrupted = Thread.interrupted();
        try {
            if (!hasCommitted(cause)) {
                throw cause;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean hasCommitted(SQLException cause) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Boolean> committed = look();
            if (committed.isPresent()) {
                return committed.get();
            }
            sleep();
        }
        throw new ChameleonException(
                new Failure(
                        FailureKind.UNKNOWN,
                        "commit.unknown",
                        "The connection was lost during the commit, and the server can't be asked how it ended.",
                        "Run status when the server is back: it tells which catalogue is live.",
                        Failure.UNKNOWN_CATALOGUE),
                cause);
    }

    /** Whether the transaction has committed; empty while it hasn't ended, or where the server can't be asked. */
    private Optional<Boolean> look() {
        try (Session session = Session.open(dataSource)) {
            return isUnderWay(session) ? Optional.empty() : Optional.of(Objects.equals(left, session.text(trace)));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private boolean isUnderWay(Session session) throws SQLException {
        try {
            return "in progress".equals(session.text("SELECT txid_status(?)", transaction.orElseThrow()));
        } catch (SQLException e) {
            if (NEVER_HEARD_OF.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
