package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * A lock that a rehearsal has held on a table of the catalogue or of a destination schema, stronger than that of a
 * reader.
 *
 * @param step which step has held it, to its end
 * @param table schema and name, quoted where needed
 * @param mode as PostgreSQL's {@code pg_locks} names it, such as {@code AccessExclusiveLock}
 */
public record TableLock(UpgradeStep step, String table, String mode) {
    public TableLock {
        requireNonNull(step, "step");
        requireNonNull(table, "table");
        requireNonNull(mode, "mode");
    }

    /** The locks that the session's transaction holds now. */
    static List<TableLock> held(Session session, UpgradeStep step) throws SQLException {
        return session.list("""
                SELECT format('%I.%I', n.nspname, c.relname), l.mode
                FROM pg_locks l
                JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND c.relkind IN ('r', 'p') AND l.mode <> 'AccessShareLock'
                  AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_t'
                ORDER BY 1, 2
                """, row -> new TableLock(step, row.getString(1), row.getString(2)));
    }
}
