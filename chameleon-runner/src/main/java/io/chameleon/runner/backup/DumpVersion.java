package io.chameleon.runner.backup;

import io.chameleon.runner.config.ConnectionFailure;
import io.chameleon.runner.config.ConnectionSettings;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares {@code pg_dump} with the server: it reads servers of its own major version and of older ones. */
final class DumpVersion {
    /** As in {@code pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)}. */
    private static final Pattern VERSION = Pattern.compile("\\(.*?\\) ([0-9]{1,4})");

    private DumpVersion() {}

    static void requireNotOlder(PostgresProgram pgDump, ConnectionSettings connection) {
        int program = majorVersion(pgDump);
        int server = serverMajorVersion(connection);
        if (program < server) {
            throw ChameleonException.refused(
                    "backup.pg-dump-old",
                    pgDump.path() + " is of version " + program + ", the server of version " + server
                            + ": an older pg_dump can't read it.",
                    "Install PostgreSQL's client programs of version " + server
                            + " or later, or name their pg_dump with --pg-dump.");
        }
    }

    private static int majorVersion(PostgresProgram pgDump) {
        ProgramResult result = pgDump.run("--version");
        Matcher version = VERSION.matcher(result.output());
        if (result.exitCode() != 0 || !version.find()) {
            throw ChameleonException.refused(
                    "backup.pg-dump-unusable",
                    pgDump.path() + " doesn't tell its version: " + result.excerpt(),
                    "Name PostgreSQL's pg_dump with --pg-dump.");
        }
        return Integer.parseInt(version.group(1));
    }

    private static int serverMajorVersion(ConnectionSettings settings) {
        try (Connection connection = settings.toDataSource().getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw ConnectionFailure.translate(e, settings);
        }
    }
}
