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
            throw failed(dataSource, "database.error", e).withLiveCatalogue(liveCatalogue(dataSource));
        } catch (ChameleonException e) {
            boolean told = !e.failure().liveCatalogue().equals(Failure.UNKNOWN_CATALOGUE);
            boolean reachable = e.failure().kind() != FailureKind.USAGE;
            throw told || !reachable ? e : e.withLiveCatalogue(liveCatalogue(dataSource));
        }
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
    static ChameleonException failed(DataSource dataSource, String code, SQLException cause) {
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
                cause);
    }

    /** The version of the catalogue that is live now, seen by a new session; unknown where that can't be had. */
    static String liveCatalogue(DataSource dataSource) {
        // The driver refuses to connect in an interrupted thread, and just then the operator needs the answer.
        boolean interrupted = Thread.interrupted();
        try (Session session = Session.open(dataSource)) {
            return session.readOnly(() -> InstalledCatalogues.read(session)).describeLive();
        } catch (SQLException e) {
            return Failure.UNKNOWN_CATALOGUE;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String describeState(SQLException cause) {
        return Optional.ofNullable(cause.getSQLState())
                .map(state -> " (SQLSTATE " + state + ")")
                .orElse("");
    }

    /** What the server said, on one line. */
    static String oneLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
