package io.chameleon.runner.catalogue;

import java.sql.SQLException;

/**
 * The time zone in which pg_chameleon writes its catalogue. The times there have none of their own: they are local
 * times of its sessions, whose zone is the server's default unless its role or the database has another one. The JDBC
 * driver asks for the zone of the Java process instead, and by that hides the server's default.
 */
public final class CatalogueTimeZone {
    private CatalogueTimeZone() {}

    /** Makes the current transaction read and write local times as the catalogue's owner would; returns the zone's name. */
    public static String adopt(Session session) throws SQLException {
        return session.text("SELECT pg_catalog.set_config('TimeZone', ?, true)", find(session));
    }

    /** Runs work that reads and writes local times as the catalogue's owner would. Transactions belong inside the work. */
    public static <T> T within(Session session, Session.Work<T> work) throws SQLException {
        return session.inTimeZone(find(session), work);
    }

    /** The server's default is taken from {@code log_timezone}, which is set up together with it and which everyone may see. */
    private static String find(Session session) throws SQLException {
        return session.text("""
                SELECT coalesce((
                    SELECT pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1)
                    FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) setting
                    WHERE setting ILIKE 'timezone=%'
                      AND s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database
                                                WHERE datname = pg_catalog.current_database()))
                      AND s.setrole IN (0, (SELECT nspowner FROM pg_catalog.pg_namespace
                                            WHERE nspname = 'sch_chameleon'))
                    ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
                    LIMIT 1), pg_catalog.current_setting('log_timezone'))
                """);
    }
}
