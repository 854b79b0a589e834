package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A transaction about whose commit is learnt even when the connection is lost meanwhile. */
final class WatchedTransaction {
    private WatchedTransaction() {}

    /**
     * Runs the work in a transaction of the session: committed when it returns, rolled back when it throws.
     *
     * @param dataSource where to ask about the commit when the session can't answer any more
     * @param trace query for one value, which the work changes
     * @throws ChameleonException of kind UNKNOWN when the connection is lost during the commit and nothing can be
     *     learnt about it
     */
    static <T> T run(DataSource dataSource, Session session, String trace, Session.Work<T> work) throws SQLException {
        var commit = new CommitWatch(dataSource, trace);
        var result = new AtomicReference<T>();
        try {
            session.transaction(() -> {
                result.set(work.run());
                commit.about(session);
                return null;
            });
        } catch (SQLException e) {
            if (!commit.wasUnderWay()) {
                throw e;
            }
            commit.resolve(e);
        }
        return result.get();
    }
}
