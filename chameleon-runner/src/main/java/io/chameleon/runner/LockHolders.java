package io.chameleon.runner;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The sessions that stand in the way of a statement, described for people. */
final class LockHolders {
    private LockHolders() {}

    /**
     * The other sessions with locks on tables, one after the other: process, role, application, start and text of the
     * query.
     *
     * @param condition which locks, in terms of {@code l} (pg_locks) and {@code c} (pg_class)
     */
    static String describe(Session session, String condition) throws SQLException {
        return session.list("""
                        SELECT DISTINCT coalesce('pid ' || l.pid, 'a prepared transaction') || ' ('
                            || coalesce(a.usename, 'system') || ', "' || coalesce(a.application_name, '') || '", '
                            || coalesce('since ' || to_char(a.query_start, 'HH24:MI:SS') || ': '
                                        || left(regexp_replace(a.query, '[[:space:]]+', ' ', 'g'), 80), 'query unknown') || ')'
                        FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                        WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                          AND l.pid IS DISTINCT FROM pg_backend_pid() AND\s""" + condition, row -> row.getString(1)).stream().collect(joining(", "));
    }

    /** The failure of a statement that has waited for a lock as long as it may. */
    static ChameleonException failure(DataSource dataSource, SQLException timeout) {
        return ChameleonException.of(
                FailureKind.LOCKED,
                "lock.timeout",
                "A lock could not be had in time: " + Databases.oneLine(timeout) + "." + sentence(dataSource),
                "End those sessions, or wait for them, and run the command again.");
    }

    /** Who holds locks on any table of the database, as a sentence; empty where nobody does or it can't be learnt. */
    static String sentence(DataSource dataSource) {
        try (Session session = Session.open(dataSource)) {
            String holders = describe(
                    session,
                    "l.granted AND c.relkind IN ('r', 'p') AND c.relnamespace NOT IN ('pg_catalog'::regnamespace,"
                            + " 'information_schema'::regnamespace)");
            return holders.isEmpty() ? "" : " Locks on tables are held by " + holders + ".";
        } catch (SQLException e) {
            return "";
        }
    }
}
