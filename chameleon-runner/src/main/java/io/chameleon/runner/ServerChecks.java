package io.chameleon.runner;

import io.chameleon.runner.catalogue.ServerFacts;
import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Preconditions on the server. */
final class ServerChecks {
    private static final int OLDEST = 10;
    private static final int NEWEST = 18;

    private ServerChecks() {}

    static Stream<Check> of(ServerFacts server) {
        return Stream.of(version(server), writable(server), proxy(server)).flatMap(List::stream);
    }

    /** Refuses what would write to a standby. */
    static void requireWritable(Session session) throws SQLException {
        Refusal.throwIfAnyFailed(writable(ServerFacts.read(session)));
    }

    private static List<Check> version(ServerFacts server) {
        var checks = new CheckList("postgresql-version");
        if (server.majorVersion() < OLDEST) {
            checks.fail(
                    "The server is PostgreSQL " + server.version() + ".",
                    "Upgrade PostgreSQL to " + OLDEST + " or newer first.");
        }
        if (server.majorVersion() > NEWEST) {
            checks.warn(
                    "The server is PostgreSQL " + server.version() + ", newer than any that was tested.",
                    "Rehearse the upgrade on a copy of the database.");
        }
        return checks.orPass("PostgreSQL " + server.version());
    }

    private static List<Check> writable(ServerFacts server) {
        var checks = new CheckList("server-writable");
        if (server.inRecovery()) {
            checks.fail("The server is a standby: it can't be written to.", "Connect to the primary.");
        }
        if (server.readOnlyByDefault() && !server.inRecovery()) {
            checks.warn(
                    "default_transaction_read_only is on for this role or database.",
                    "The upgrade writes all the same; make sure that this is the database you mean.");
        }
        return checks.orPass("The server accepts writes.");
    }

    private static List<Check> proxy(ServerFacts server) {
        var checks = new CheckList("connection-proxy");
        if (server.behindProxy()) {
            checks.warn(
                    "There is a connection pooler between the runner and the server.",
                    "Connect to PostgreSQL directly, or make sure that the pooler works in session mode: in"
                            + " transaction mode locks and settings of the session get lost.");
        }
        return checks.orPass("The connection goes to the server directly.");
    }
}
