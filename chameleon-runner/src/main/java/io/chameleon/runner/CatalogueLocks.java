package io.chameleon.runner;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Locks on every table of the live catalogue, and who stands in their way. */
final class CatalogueLocks {
    /** One try at something that needs the locks; returns what stood in the way, empty when it is done. */
    @FunctionalInterface
    interface Attempt {
        String obstacle() throws SQLException;
    }

    /** lock_not_available, deadlock_detected. */
    private static final Set<String> LOCK_TROUBLE = Set.of("55P03", "40P01");

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Session session;
    private final Duration timeout;

    /** @param timeout how long one attempt waits for one table */
    CatalogueLocks(Session session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    /** Locks every table against everybody until the session's transaction ends. */
    void take() throws SQLException {
        session.execute("SET LOCAL lock_timeout = '" + timeout.toMillis() + "ms'");
        String tables = liveTables();
        if (!tables.isEmpty()) {
            session.execute("LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE");
        }
    }

    static boolean isLockTrouble(SQLException e) {
        return LOCK_TROUBLE.contains(String.valueOf(e.getSQLState()));
    }

    /** The sessions that wait for the locks, empty when nobody does. */
    String waiting() throws SQLException {
        return sessions("NOT l.granted");
    }

    /** Who holds locks on the tables. */
    String blocking() throws SQLException {
        String sessions = sessions("l.granted");
        return sessions.isEmpty() ? "another session held them for a moment" : "held by " + sessions;
    }

    private String liveTables() throws SQLException {
        return session.list("""
                        SELECT format('sch_chameleon.%I', c.relname) FROM pg_class c
                        WHERE c.relnamespace = 'sch_chameleon'::regnamespace AND c.relkind = 'r' ORDER BY c.oid
                        """, row -> row.getString(1)).stream().collect(joining(", "));
    }

    private String sessions(String condition) throws SQLException {
        return LockHolders.describe(session, "c.relnamespace = 'sch_chameleon'::regnamespace AND " + condition);
    }

    /**
     * Tries until it is done, with a pause after each try.
     *
     * @throws ChameleonException of kind LOCKED, with this code and remedy, when no attempt is left
     */
    static void insist(int attempts, Attempt attempt, String code, String remedy) throws SQLException {
        for (int number = 1; ; number++) {
            String obstacle = attempt.obstacle();
            if (obstacle.isEmpty()) {
                return;
            }
            if (number == attempts) {
                throw ChameleonException.of(
                        FailureKind.LOCKED,
                        code,
                        "The catalogue's tables could not be locked in " + attempts + " attempts: " + obstacle + ".",
                        remedy);
            }
            pause();
        }
    }

    /** A little time for the others to get on. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "interrupted",
                    "Interrupted while waiting for the locks on the catalogue's tables.",
                    "Run the command again.");
        }
    }
}
