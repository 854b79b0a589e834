package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Learns how a commit ended whose answer never came: PostgreSQL remembers it under the transaction's number. */
final class CommitWatch {
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DataSource dataSource;
    private OptionalLong transaction = OptionalLong.empty();

    CommitWatch(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Says that the commit of the session's transaction comes next. */
    void about(Session session) throws SQLException {
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
            lookUntilKnown(cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void lookUntilKnown(SQLException cause) throws SQLException {
        for (int look = 0; look < LOOKS; look++) {
            switch (look()) {
                case "committed" -> {
                    return;
                }
                case "aborted" -> throw cause;
                default -> sleep();
            }
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

    /** The state of the transaction, or an empty text where the server can't be reached. */
    private String look() {
        try (Session session = Session.open(dataSource)) {
            return session.text("SELECT coalesce(txid_status(?), '')", transaction.orElseThrow());
        } catch (SQLException e) {
            return "";
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
