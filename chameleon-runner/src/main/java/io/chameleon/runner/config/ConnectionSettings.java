package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to connect to the destination database.
 *
 * @param host name or address, without brackets; TCP only
 * @param port 1 to 65535
 * @param database name of the database
 * @param user role to connect as
 * @param password of that role; without it the JDBC driver looks it up in {@code .pgpass}
 * @param properties further connection properties by their names in the JDBC driver, defaults included
 */
public record ConnectionSettings(
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        Map<String, String> properties) {
    private static final String TIMEOUT_SECONDS = "10";
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public ConnectionSettings {
        requireHost(requireNonNull(host, "host"));
        if (!HostAndPort.isPort(Integer.toString(port))) {
            throw optionFailure("The port " + port + " doesn't exist.", "Give a port from 1 to 65535.");
        }
        requireNonNull(database, "database");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        properties = Map.copyOf(withDefaults(properties));
        requireSeconds(properties.get(PGProperty.CONNECT_TIMEOUT.getName()));
        requireSslMode(properties.get(PGProperty.SSL_MODE.getName()));
    }

    /** Opens connections with these settings; doesn't connect yet. */
    public DataSource toDataSource() {
        var source = new PGSimpleDataSource();
        // So that the driver tells the application's name with its greeting, and not by a request of its own.
        source.setAssumeMinServerVersion("9.0");
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        password.ifPresent(secret -> source.setPassword(secret.reveal()));
        properties.forEach((name, value) -> setProperty(source, name, value));
        return source;
    }

    /**
     * The same connection as the environment variables of libpq, for PostgreSQL's own programs. Without a password
     * libpq looks it up in {@code .pgpass}, as the JDBC driver does.
     *
     * @return variables and values, the password among them
     * @throws ChameleonException {@code connection.option} where libpq has no variable for what must be known
     */
    public Map<String, String> toLibpqEnvironment() {
        return LibpqEnvironment.of(this);
    }

    /** {@code user@host:port/database}: who connects where, without secrets. */
    public String describe() {
        return user + "@" + HostAndPort.format(host, port) + "/" + database;
    }

    /** The same as {@link #describe}: passwords aren't printed, properties may hold that of a key. */
    @Override
    public String toString() {
        return describe();
    }

    private static void setProperty(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            // The cause isn't kept: it repeats the value.
            throw optionFailure("The JDBC driver refuses the value of " + name + ".", "Correct it.");
        }
    }

    private static Map<String, String> withDefaults(Map<String, String> properties) {
        var complete = new HashMap<>(properties);
        complete.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "chameleon-runner");
        complete.putIfAbsent(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        complete.putIfAbsent(PGProperty.CONNECT_TIMEOUT.getName(), TIMEOUT_SECONDS);
        // Alone, the connect timeout doesn't end the wait for a server that accepts and then says nothing.
        complete.putIfAbsent(PGProperty.LOGIN_TIMEOUT.getName(), complete.get(PGProperty.CONNECT_TIMEOUT.getName()));
        return complete;
    }

    private static void requireHost(String host) {
        if (host.startsWith("/")) {
            throw hostFailure("is a directory of Unix sockets; the JDBC driver connects over TCP only.", host);
        }
        if (host.contains(",")) {
            throw hostFailure("names several hosts; an upgrade runs on one server.", host);
        }
        if (!host.matches("[^\\s/?#&%@\\[\\]]+")) {
            throw ChameleonException.usage(
                    "connection.host", "The host is neither a name nor an address.", hostRemedy());
        }
    }

    private static ChameleonException hostFailure(String problem, String host) {
        return ChameleonException.usage("connection.host", "The host '" + host + "' " + problem, hostRemedy());
    }

    private static String hostRemedy() {
        return "Give a host such as localhost with --url, pg_conn or PGHOST.";
    }

    private static void requireSeconds(String value) {
        if (!value.matches("[0-9]{1,6}")) {
            throw optionFailure("The connect timeout isn't a number of seconds.", "Give seconds; 0 waits for ever.");
        }
    }

    private static void requireSslMode(String value) {
        if (value != null && !SSL_MODES.contains(value)) {
            throw optionFailure(
                    "The sslmode doesn't exist.",
                    "Give one of disable, allow, prefer, require, verify-ca and verify-full.");
        }
    }

    private static ChameleonException optionFailure(String problem, String remedy) {
        return ChameleonException.usage("connection.option", problem, remedy);
    }
}
