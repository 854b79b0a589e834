package io.chameleon.testing;

import io.chameleon.migrations.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh database, on the server that all tests of one JVM share unless another one is named. The database belongs to
 * {@value #OWNER}, who isn't a superuser: what works for that role works in production.
 */
public final class TestDatabase implements AutoCloseable {
    /** The role pg_chameleon connects with. */
    public static final String OWNER = "usr_replica";

    public static final String PASSWORD = "secret";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresServer server;
    private final String name;

    private TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Creates an empty database. */
    public static TestDatabase create() {
        return createOn(PostgresServer.shared());
    }

    /** Creates an empty database on a server of the test's own. */
    public static TestDatabase createOn(PostgresServer server) {
        return create(server, nextName(), "");
    }

    /** Creates an empty database of that name, whatever characters it has. */
    public static TestDatabase createNamed(String name) {
        return create(PostgresServer.shared(), name, "");
    }

    /**
     * Creates a copy of this database: same content, same owners, much cheaper than loading it again. Nobody may be
     * connected to this database meanwhile.
     */
    public TestDatabase copy() {
        return create(server, nextName(), " TEMPLATE " + Identifier.quote(name));
    }

    private static String nextName() {
        return "test_" + NUMBER.incrementAndGet();
    }

    private static TestDatabase create(PostgresServer server, String name, String template) {
        var database = new TestDatabase(server, name);
        Query.execute(
                server.superuserDataSource(),
                "CREATE DATABASE " + Identifier.quote(name) + " OWNER " + OWNER + template);
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
        return server.dataSource(name, user, password);
    }

    public String name() {
        return name;
    }

    public int port() {
        return server.port();
    }

    /** JDBC URL without user or password. */
    public String url() {
        return server.url(name);
    }

    /** Runs SQL, one or several statements, as {@value #OWNER}. */
    public void execute(String sql) {
        Query.execute(dataSource(), sql);
    }

    /** Runs SQL, one or several statements, as the server's superuser. */
    public void executeAsSuperuser(String sql) {
        Query.execute(superuserDataSource(), sql);
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
        var superuser = server.superuserDataSource();
        Query.execute(
                superuser,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name.replace("'", "''")
                        + "'");
        Query.execute(superuser, "DROP DATABASE " + Identifier.quote(name));
    }
}
