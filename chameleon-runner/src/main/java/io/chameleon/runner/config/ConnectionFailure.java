package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;

/**
 * Why no connection came about. What the operator can correct is a usage error; a server that is full or starting is
 * a failure that may pass by itself.
 */
public enum ConnectionFailure {
    REFUSED("refused", FailureKind.USAGE, "Check host and port, and that PostgreSQL is running and listens there."),
    HOST("host", FailureKind.USAGE, "Check the host's name."),
    TIMEOUT("timeout", FailureKind.USAGE, "Check host, port and firewall; PGCONNECT_TIMEOUT sets the seconds to wait."),
    TLS("tls", FailureKind.USAGE, "Check sslmode, sslrootcert, sslcert and sslkey (PGSSLMODE, PGSSLROOTCERT, …)."),
    PASSWORD("password", FailureKind.USAGE, "Check the password of --password, pg_conn, PGPASSWORD or .pgpass."),
    ACCESS(
            "access",
            FailureKind.USAGE,
            "Check the user, its privileges on the database, and the server's pg_hba.conf; where that asks for TLS, set"
                    + " PGSSLMODE=require."),
    DATABASE("database", FailureKind.USAGE, "Check the database of --url, pg_conn or PGDATABASE."),
    UNAVAILABLE("unavailable", FailureKind.FAILED, "Try again when the server takes connections."),
    OTHER("other", FailureKind.FAILED, "Check the connection settings and the server's log.");

    private final String code;
    private final FailureKind kind;
    private final String remedy;

    ConnectionFailure(String code, FailureKind kind, String remedy) {
        this.code = "connection." + code;
        this.kind = kind;
        this.remedy = remedy;
    }

    /** What the operator is told when connecting with these settings failed; never names the password. */
    public static ChameleonException translate(SQLException e, ConnectionSettings settings) {
        var reason = of(e, settings);
        String problem = "Can't connect to " + settings.describe() + ": " + message(e);
        return new ChameleonException(
                new Failure(reason.kind, reason.code, problem, reason.remedy, Failure.UNKNOWN_CATALOGUE), e);
    }

    private static ConnectionFailure of(SQLException e, ConnectionSettings settings) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" -> PASSWORD;
            case "28000", "42501" -> ACCESS;
            case "3D000" -> DATABASE;
            case "53300", "57P01", "57P02", "57P03" -> UNAVAILABLE;
            default -> ofDriver(e, settings);
        };
    }

    /** What the driver found out by itself: its SQLSTATEs are broad, its messages in the user's language. */
    private static ConnectionFailure ofDriver(SQLException e, ConnectionSettings settings) {
        if (isCausedBy(e, UnknownHostException.class)) {
            return HOST;
        }
        if (isCausedBy(e, ConnectException.class) || isCausedBy(e, NoRouteToHostException.class)) {
            return REFUSED;
        }
        if (isCausedBy(e, SocketTimeoutException.class) || isLoginTimeout(e, settings)) {
            return TIMEOUT;
        }
        if (isTls(e)) {
            return TLS;
        }
        boolean rejected = "08004".equals(e.getSQLState());
        return rejected && settings.password().isEmpty() ? PASSWORD : OTHER;
    }

    /** Besides the login timeout, only the search for a server of some type ends without a cause. */
    private static boolean isLoginTimeout(SQLException e, ConnectionSettings settings) {
        return "08001".equals(e.getSQLState())
                && e.getCause() == null
                && !settings.properties().containsKey(PGProperty.TARGET_SERVER_TYPE.getName());
    }

    private static boolean isTls(SQLException e) {
        return isCausedBy(e, SSLException.class)
                || isCausedBy(e, GeneralSecurityException.class)
                || message(e).matches("(?s).*(SSL|hostnameverifier).*");
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Exception> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }

    /** The server's own words, or the driver's with the exception behind them. */
    private static String message(SQLException e) {
        if (e instanceof PSQLException driver && driver.getServerErrorMessage() != null) {
            return driver.getServerErrorMessage().getMessage() + ".";
        }
        String message = String.valueOf(e.getMessage()).replaceFirst("[.\\s]+$", "");
        return e.getCause() == null ? message + "." : message + " (" + e.getCause() + ").";
    }
}
