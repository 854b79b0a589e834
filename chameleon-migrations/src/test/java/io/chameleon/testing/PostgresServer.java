package io.chameleon.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on this machine that tests may do anything to. Its superuser is {@code postgres} with the password
 * {@code postgres}; it has the role {@value TestDatabase#OWNER}.
 *
 * @param port where it listens
 */
public record PostgresServer(int port) {
    /** Where the shared server runs: {@code embedded}, which is the default, or {@code container}. */
    private static final String KIND = System.getProperty("postgres.server", "embedded");

    /** The server that all tests of one JVM share. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Whether the shared server's files are within reach. */
    public static boolean isEmbedded() {
        return !KIND.equals("container");
    }

    /** Hands out connections of the superuser to the database {@code postgres}. */
    DataSource superuserDataSource() {
        return dataSource("postgres", "postgres", "postgres");
    }

    DataSource dataSource(String database, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    String url(String database) {
        String encoded = URLEncoder.encode(database, UTF_8).replace("+", "%20");
        return "jdbc:postgresql://localhost:" + port + "/" + encoded;
    }

    /** Creates the role that owns the databases. */
    public PostgresServer prepare() {
        Query.execute(
                superuserDataSource(),
                "CREATE ROLE " + TestDatabase.OWNER + " LOGIN PASSWORD '" + TestDatabase.PASSWORD + "'");
        return this;
    }

    private static final class Shared {
        static final PostgresServer SERVER =
                isEmbedded() ? EmbeddedServer.start() : ContainerServer.start().server();
    }
}
