package io.chameleon.runner;

import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Renames the live catalogue out of the way and another one into its place, in one transaction that holds every table
 * of the live catalogue.
 */
final class SchemaSwap {
    /** What must hold under the locks for the swap to go on. */
    @FunctionalInterface
    interface Guard {
        void check() throws SQLException;
    }

    private static final String WHICH_IS_LIVE = "SELECT to_regnamespace('sch_chameleon')::oid::text";

    private final DataSource dataSource;
    private final Session session;
    private final Duration lockTimeout;
    private final int attempts;

    SchemaSwap(DataSource dataSource, Session session, Duration lockTimeout, int attempts) {
        this.dataSource = dataSource;
        this.session = session;
        this.lockTimeout = lockTimeout;
        this.attempts = attempts;
    }

    /**
     * Swaps: {@code sch_chameleon} becomes {@code retired}, {@code successor} becomes {@code sch_chameleon}.
     *
     * @throws ChameleonException of kind LOCKED when the locks can't be had, of kind UNKNOWN when the connection is
     *     lost during the commit and nothing can be learnt about it
     */
    void run(String retired, String successor, Guard guard) throws SQLException {
        var commit = new CommitWatch(dataSource, WHICH_IS_LIVE);
        retry(() -> {
            try {
                return session.transaction(() -> swap(retired, successor, guard, () -> commit.about(session)));
            } catch (SQLException e) {
                if (!commit.wasUnderWay()) {
                    throw e;
                }
                commit.resolve(e);
                return "";
            }
        });
    }

    /**
     * The same without an effect: swaps under the locks, and rolls it back.
     *
     * @throws ChameleonException of kind LOCKED when the locks can't be had
     */
    void rehearse(String retired, String successor, Guard guard) throws SQLException {
        retry(() -> session.rolledBack(() -> swap(retired, successor, guard, () -> {})));
    }

    private void retry(Session.Work<String> swap) throws SQLException {
        CatalogueLocks.insist(
                attempts,
                () -> tryOnce(swap),
                "swap.lock-timeout",
                "End those sessions, or wait for them, and run the command again.");
    }

    /** Returns what stood in the way, empty when the swap is done. */
    private String tryOnce(Session.Work<String> swap) throws SQLException {
        try {
            return swap.run();
        } catch (SQLException e) {
            if (CatalogueLocks.isLockTrouble(e)) {
                return session.readOnly(new CatalogueLocks(session, lockTimeout)::blocking);
            }
            throw e;
        }
    }

    /** Runs in a transaction; returns what stood in the way, and then has changed nothing. */
    private String swap(String retired, String successor, Guard guard, Guard lastAct) throws SQLException {
        var locks = new CatalogueLocks(session, lockTimeout);
        locks.take();
        guard.check();
        // They would write once the locks are gone: by then the name of their table means another catalogue.
        String waiting = locks.waiting();
        if (!waiting.isEmpty()) {
            return "waiting for them " + waiting; // commits nothing, and lets them go on
        }
        rename(Schemas.LIVE, retired);
        rename(successor, Schemas.LIVE);
        lastAct.check();
        return "";
    }

    private void rename(String from, String to) throws SQLException {
        session.execute("ALTER SCHEMA " + from + " RENAME TO " + to);
    }
}
