package io.chameleon.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh database on the embedded PostgreSQL server that all tests of one JVM share. The database belongs to
 * {@value #OWNER}, who isn't a superuser: what works for that role works in production.
 */
public final class TestDatabase implements AutoCloseable {
    /** The role pg_chameleon connects with. */
    public static final String OWNER = "usr_replica";

    public static final String PASSWORD = "secret";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** Creates an empty database. */
    public static TestDatabase create() {
        return create("");
    }

    /**
     * Creates a copy of this database: same content, same owners, much cheaper than loading it again. Nobody may be
     * connected to this database meanwhile.
     */
    public TestDatabase copy() {
        return create(" TEMPLATE " + name);
    }

    private static TestDatabase create(String template) {
        var database = new TestDatabase("test_" + NUMBER.incrementAndGet());
        execute(
                Server.POSTGRES.getPostgresDatabase(),
                "CREATE DATABASE " + database.name + " OWNER " + OWNER + template);
        return database;
    }

    /** Connects as {@value #OWNER}. */
    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Connects as the server's superuser. */
    public Connection connectAsSuperuser() throws SQLException {
        return superuserDataSource().getConnection();
    }

    /** Hands out connections of {@value #OWNER}. */
    public DataSource dataSource() {
        return dataSource(OWNER, PASSWORD);
    }

    /** Hands out connections of the server's superuser. */
    public DataSource superuserDataSource() {
        return dataSource("postgres", "postgres");
    }

    /** Hands out connections of the given role. */
    public DataSource dataSource(String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public String name() {
        return name;
    }

    public int port() {
        return Server.POSTGRES.getPort();
    }

    /** JDBC URL without user or password. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/" + name;
    }

    /** Runs SQL, one or several statements, as {@value #OWNER}. */
    public void execute(String sql) {
        execute(dataSource(), sql);
    }

    /** Runs SQL, one or several statements, as the server's superuser. */
    public void executeAsSuperuser(String sql) {
        execute(superuserDataSource(), sql);
    }

    /** Runs a query as {@value #OWNER} and returns the first column of its rows as text. */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return Query.all(connection, sql, row -> row.getString(1));
        }
    }

    /** Drops the database and ends the sessions that are still in it. */
    @Override
    public void close() {
        var postgres = Server.POSTGRES.getPostgresDatabase();
        execute(postgres, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        execute(postgres, "DROP DATABASE " + name);
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot run: " + sql.lines().findFirst().orElse(""), e);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("fsync", "off")
                        .start();
                execute(postgres.getPostgresDatabase(), "CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
