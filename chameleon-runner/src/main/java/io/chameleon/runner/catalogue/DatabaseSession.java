package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;

/**
 * Somebody else's session in the destination database.
 *
 * @param pid process id of its backend
 * @param role the connected role
 * @param application its {@code application_name}, may be empty
 * @param source where the connection comes from, an address or {@code local}
 */
public record DatabaseSession(int pid, String role, String application, String source) {
    public DatabaseSession {
        requireNonNull(role, "role");
        requireNonNull(application, "application");
        requireNonNull(source, "source");
    }

    /**
     * The other sessions that are pg_chameleon's by name or belong to the catalogue's owner. Releases 1.8 call
     * themselves {@code [PGCH] …}, releases 2.0 {@code [pg_chameleon] …}; neither does so in all of its processes. Of
     * other roles' sessions PostgreSQL tells the name, but not the kind nor the address.
     */
    public static List<DatabaseSession> read(Session session) throws SQLException {
        // What kind of backend it is, is hidden from ordinary roles where the session is another role's.
        return session.list(
                """
                SELECT a.pid, coalesce(a.usename::text, ''), coalesce(a.application_name, ''),
                       coalesce(host(a.client_addr), 'local')
                FROM pg_stat_activity a, pg_namespace n
                WHERE n.nspname = 'sch_chameleon' AND a.datname = current_database()
                  AND a.pid <> pg_backend_pid() AND coalesce(a.backend_type, 'client backend') = 'client backend'
                  AND (a.usesysid = n.nspowner
                       OR a.application_name LIKE '[PGCH]%' OR a.application_name LIKE '[pg_chameleon]%')
                ORDER BY a.pid
                """, row -> new DatabaseSession(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    /** Whether the session calls itself pg_chameleon's. */
    public boolean isReplica() {
        return application.startsWith("[PGCH]") || application.startsWith("[pg_chameleon]");
    }

    /** {@code pid 4711 (usr_replica from 10.1.2.3, "[PGCH] …")}. */
    public String describe() {
        return "pid " + pid + " (" + role + " from " + source
                + (application.isEmpty() ? "" : ", \"" + application + "\"") + ")";
    }
}
