package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one place, such as the command line, a configuration or the environment, tells of the connection to the
 * destination database. The places are combined in their order of precedence:
 *
 * <pre>{@code
 * ConnectionSettings settings = ConnectionOptions.url(url)
 *         .orElse(configuration.destination())
 *         .orElse(ConnectionOptions.environment(System.getenv()))
 *         .resolve();
 * }</pre>
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param database name of the database
 * @param user role to connect as
 * @param password of that role
 * @param properties further connection properties by their names in the JDBC driver
 */
public record ConnectionOptions(
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> properties) {
    /** Nothing is told. */
    public static final ConnectionOptions NONE = new ConnectionOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public ConnectionOptions {
        requireNonNull(host, "host");
        requireNonNull(port, "port");
        requireNonNull(database, "database");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        properties = Map.copyOf(properties);
    }

    /**
     * Reads {@code jdbc:postgresql://…} with the driver's parameters or {@code postgresql://…} with those of libpq.
     * Both may hold user and password. A URL that names a host and no port means port 5432.
     *
     * @throws ChameleonException {@code connection.url} or {@code connection.option}; the message doesn't repeat the URL
     */
    public static ConnectionOptions url(String url) {
        return ConnectionUrl.parse(url);
    }

    public static ConnectionOptions user(String user) {
        return new ConnectionOptions(
                NONE.host, NONE.port, NONE.database, Optional.of(user), NONE.password, NONE.properties);
    }

    public static ConnectionOptions password(Secret password) {
        return new ConnectionOptions(
                NONE.host, NONE.port, NONE.database, NONE.user, Optional.of(password), NONE.properties);
    }

    /**
     * Reads libpq's variables, such as {@code PGHOST}. Empty ones count as unset. The password file that
     * {@code PGPASSFILE} names is read by the JDBC driver, from the process environment.
     *
     * @throws ChameleonException {@code connection.option} where a value makes no sense
     */
    public static ConnectionOptions environment(Map<String, String> variables) {
        return ConnectionEnvironment.read(variables);
    }

    /**
     * These options, completed by those of a place of lower precedence. A password goes with its user: the other
     * place's password isn't taken for a user that it doesn't name.
     */
    public ConnectionOptions orElse(ConnectionOptions other) {
        boolean otherUser = user.isPresent() && other.user.isPresent() && !user.equals(other.user);
        var merged = new HashMap<>(other.properties);
        merged.putAll(properties);
        return new ConnectionOptions(
                host.or(other::host),
                port.or(other::port),
                database.or(other::database),
                user.or(other::user),
                otherUser ? password : password.or(other::password),
                merged);
    }

    /**
     * Fills what nobody tells with libpq's defaults: localhost, 5432, the operating system's user, and the user's name
     * as the database.
     *
     * @throws ChameleonException {@code connection.host} or {@code connection.option} where no connection can be tried
     */
    public ConnectionSettings resolve() {
        String resolvedUser = user.orElseGet(() -> System.getProperty("user.name"));
        return new ConnectionSettings(
                host.orElse("localhost"),
                port.orElse(5432),
                database.orElse(resolvedUser),
                resolvedUser,
                password,
                properties);
    }

    /** Without password and properties, which may hold the password of a key. */
    @Override
    public String toString() {
        return "ConnectionOptions[host=%s, port=%s, database=%s, user=%s]".formatted(host, port, database, user);
    }
}
