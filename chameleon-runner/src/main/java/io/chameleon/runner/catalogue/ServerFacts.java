package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;

/**
 * The server behind a session.
 *
 * @param version such as {@code 15.19}
 * @param versionNumber such as 150019
 * @param inRecovery whether it is a standby
 * @param readOnlyByDefault whether transactions are read only unless they say otherwise
 * @param behindProxy whether the process that serves the session isn't the one that the connection was told at its
 *     start, as with PgBouncer
 */
public record ServerFacts(
        String version, int versionNumber, boolean inRecovery, boolean readOnlyByDefault, boolean behindProxy) {
    public ServerFacts {
        requireNonNull(version, "version");
    }

    /** Asks the server. */
    public static ServerFacts read(Session session) throws SQLException {
        int announced = session.backend();
        return session.one(
                """
                SELECT current_setting('server_version'), current_setting('server_version_num')::int,
                       pg_is_in_recovery(), current_setting('default_transaction_read_only')::bool,
                       pg_backend_pid() <> ?
                """,
                row -> new ServerFacts(
                        row.getString(1), row.getInt(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)),
                announced);
    }

    /** The major version, 10 to 18 and beyond. */
    public int majorVersion() {
        return versionNumber / 10_000;
    }
}
