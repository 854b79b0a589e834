package io.chameleon.runner;

import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Opens sessions for the procedures and turns what the driver throws into failures. */
final class Databases {
    /** What is done with a session. */
    @FunctionalInterface
    interface SessionWork<T> {
        T run(Session session) throws SQLException;
    }

    private static final String ERROR = "database.error";

    private Databases() {}

    /**
     * Runs the work with a session of its own.
     *
     * @throws ChameleonException where the database can't be reached or refuses a statement
     */
    static <T> T call(DataSource dataSource, SessionWork<T> work) {
        try (Session session = open(dataSource)) {
            return work.run(session);
        } catch (SQLException e) {
            throw told(failed(dataSource, ERROR, e), dataSource, Failure.UNKNOWN_CATALOGUE);
        } catch (ChameleonException e) {
            throw told(e, dataSource, Failure.UNKNOWN_CATALOGUE);
        }
    }

    /**
     * Runs work that leaves the catalogue live that was there before when it fails. That one is named where the server
     * can't be asked any more, unless a commit was under way.
     *
     * @param before version of the live catalogue
     * @throws ChameleonException where the database refuses a statement or is lost
     */
    static <T> T changing(DataSource dataSource, String before, Session.Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw told(failed(dataSource, ERROR, e), dataSource, before);
        } catch (ChameleonException e) {
            throw told(e, dataSource, e.failure().kind() == FailureKind.UNKNOWN ? Failure.UNKNOWN_CATALOGUE : before);
        }
    }

    /** The failure with the live catalogue, as the server tells it, or else as it is known. */
    private static ChameleonException told(ChameleonException failure, DataSource dataSource, String known) {
        boolean told = !failure.failure().liveCatalogue().equals(Failure.UNKNOWN_CATALOGUE);
        boolean reachable = failure.failure().kind() != FailureKind.USAGE;
        if (told || !reachable) {
            return failure;
        }
        String live = liveCatalogue(dataSource);
        return failure.withLiveCatalogue(live.equals(Failure.UNKNOWN_CATALOGUE) ? known : live);
    }

    private static Session open(DataSource dataSource) {
        try {
            return Session.open(dataSource);
        } catch (SQLException e) {
            throw new ChameleonException(
                    new Failure(
                            FailureKind.USAGE,
                            "connection.failed",
                            "The database can't be reached: " + oneLine(e) + ".",
                            "Check host, port, database, user and password; nothing was tried.",
                            Failure.UNKNOWN_CATALOGUE),
                    e);
        }
    }

    /** A failure that the database reported; where a lock was waited for in vain, it tells who holds it. */
    static ChameleonException failed(DataSource dataSource, String code, SQLException thrown) {
        SQLException cause = AbortedTransaction.firstFailure(thrown).orElse(thrown);
        if (CatalogueLocks.isLockTrouble(cause)) {
            return LockHolders.failure(dataSource, cause);
        }
        return new ChameleonException(
                new Failure(
                        FailureKind.FAILED,
                        code,
                        "The database reported: " + oneLine(cause) + describeState(cause) + ".",
                        "Mend the cause and run the command again.",
                        Failure.UNKNOWN_CATALOGUE),
                thrown);
    }

    /** The version of the catalogue that is live now, seen by a new session; unknown where that can't be had. */
    static String liveCatalogue(DataSource dataSource) {
        try (Session session = Session.open(dataSource)) {
            return session.readOnly(() -> InstalledCatalogues.read(session)).describeLive();
        } catch (SQLException e) {
            return Failure.UNKNOWN_CATALOGUE;
        }
    }

    /** The server's code of what it said, in brackets. */
    static String describeState(SQLException cause) {
        return Optional.ofNullable(cause.getSQLState())
                .map(state -> " (SQLSTATE " + state + ")")
                .orElse("");
    }

    /** What the server said, on one line. */
    static String oneLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
