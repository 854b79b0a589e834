package io.chameleon.runner.catalogue;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock that every procedure holds while it writes: one at a time in each database. */
public final class CatalogueLock implements AutoCloseable {
    /** Key of the advisory lock: "chameleo" in ASCII. */
    private static final long KEY = 0x6368616d656c656fL;

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueLock.class);

    private final Session session;

    private CatalogueLock(Session session) {
        this.session = session;
    }

    /**
     * Takes the lock, without waiting, until it is closed or the session ends.
     *
     * @throws ChameleonException of kind {@link FailureKind#LOCKED} when another session has it
     */
    public static CatalogueLock acquire(Session session) throws SQLException {
        if (!session.isTrue("SELECT pg_try_advisory_lock(?)", KEY)) {
            throw ChameleonException.of(
                    FailureKind.LOCKED,
                    "lock.taken",
                    "Another run is at work on this catalogue: " + String.join(", ", holders(session)) + ".",
                    "Wait until it has ended, then look at status.");
        }
        return new CatalogueLock(session);
    }

    /** The sessions that hold the lock, described for people; empty where nobody is at work. */
    public static List<String> holders(Session session) throws SQLException {
        return session.list("""
                SELECT coalesce('pid ' || l.pid || ' (' || a.usename || ', since '
                                || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS') || ')', 'pid ' || l.pid)
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.classid::bigint << 32) | l.objid::bigint = ? AND l.objsubid = 1
                """, row -> row.getString(1), KEY);
    }

    /**
     * Gives the lock back. A session that has ended has given it back already; that it has is often learnt only here,
     * and must not hide how the procedure went.
     */
    @Override
    public void close() {
        try {
            if (!session.connection().isClosed()) {
                session.isTrue("SELECT pg_advisory_unlock(?)", KEY);
            }
        } catch (SQLException e) {
            LOG.warn("The session that held the catalogue lock has ended early: {}", e.getMessage());
        }
    }
}
