package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** One connection to the destination database, with the few ways in which the runner uses JDBC. */
public final class Session implements AutoCloseable {
    /**
     * Whoever may create functions and operators in {@code public} must not have them run here: what has no schema is
     * PostgreSQL's own.
     */
    private static final String PINNED = "pg_catalog, pg_temp";

    /**
     * Statement that makes a session fit for the runner's work, whatever role, database or server have set: what has been
     * begun must not end half-way because it takes long, nobody is waited for forever, what was reported as done must
     * survive a crash of the server, and identifiers read as they do everywhere else.
     */
    public static final String PREPARATION = """
            SELECT pg_catalog.set_config(
                name,
                CASE name
                    WHEN 'lock_timeout' THEN '30s'
                    WHEN 'synchronous_commit' THEN 'on'
                    WHEN 'quote_all_identifiers' THEN 'off'
                    ELSE '0'
                END,
                false)
            FROM pg_catalog.pg_settings
            WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_session_timeout',
                           'idle_in_transaction_session_timeout', 'transaction_timeout', 'quote_all_identifiers')
               OR name = 'synchronous_commit' AND setting = 'off'
            """;

    private static final String READ_WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE";

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** What runs inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** How a transaction or a setting of the session ends. */
    @FunctionalInterface
    private interface Ending {
        void end() throws SQLException;
    }

    private final Connection connection;
    private final String searchPath;

    private Session(Connection connection, String searchPath) {
        this.connection = requireNonNull(connection, "connection");
        this.searchPath = searchPath;
    }

    /** Opens a session in autocommit mode, in an interrupted thread too. */
    public static Session open(DataSource dataSource) throws SQLException {
        Connection connection = new PatientConnections(dataSource).getConnection();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(String.join("; ", "SHOW search_path", "SET search_path = " + PINNED, PREPARATION));
            var row = statement.getResultSet();
            row.next();
            return new Session(connection, row.getString(1));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void look(String path) throws SQLException {
        text("SELECT pg_catalog.set_config('search_path', ?, false)", path);
    }

    /**
     * Runs work that is as little the runner's own as replayed statements are: with the search path that the connection
     * came with, which types and triggers may rely on. Transactions belong inside the work.
     */
    public <T> T withGivenSearchPath(Work<T> work) throws SQLException {
        look(searchPath);
        return takingBack(() -> look(PINNED), work);
    }

    /** Runs work in a time zone. Transactions belong inside the work. */
    <T> T inTimeZone(String zone, Work<T> work) throws SQLException {
        String given = text("SELECT pg_catalog.current_setting('TimeZone')");
        setTimeZone(zone);
        return takingBack(() -> setTimeZone(given), work);
    }

    private void setTimeZone(String zone) throws SQLException {
        text("SELECT pg_catalog.set_config('TimeZone', ?, false)", zone);
    }

    /** Runs work with the rights of a role. Transactions belong inside the work. */
    public <T> T as(String role, Work<T> work) throws SQLException {
        execute(setRole(role));
        return takingBack(() -> execute("RESET ROLE"), work);
    }

    /** Statement that gives a session the rights of a role. */
    public String setRole(String role) throws SQLException {
        return "SET ROLE " + identifier(role);
    }

    /** Work that is done stays done when the connection gets lost during its commit or after it. */
    private <T> T takingBack(Ending setting, Work<T> work) throws SQLException {
        T result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            takeBackAfter(setting, e);
            throw e;
        }
        try {
            setting.end();
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                throw e;
            }
        }
        return result;
    }

    /** A failed transaction refuses this too, but its rollback takes the setting back as well. */
    private static void takeBackAfter(Ending setting, Exception failure) {
        try {
            setting.end();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    public Connection connection() {
        return connection;
    }

    /** Process id of the server's process at the other end; known even when the connection is lost. */
    public int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(mapper.map(rows));
            }
            return result;
        }
    }

    /** The only row of a query that always has one. */
    public <T> T one(String sql, RowMapper<T> mapper, Object... arguments) throws SQLException {
        List<T> rows = list(sql, mapper, arguments);
        if (rows.size() != 1) {
            throw new IllegalStateException("expected one row, found " + rows.size() + ": " + sql);
        }
        return rows.get(0);
    }

    public boolean isTrue(String sql, Object... arguments) throws SQLException {
        return one(sql, row -> row.getBoolean(1), arguments);
    }

    public String text(String sql, Object... arguments) throws SQLException {
        return one(sql, row -> row.getString(1), arguments);
    }

    /** Runs a statement with parameters and returns the number of rows that it changed. */
    public int update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /** Runs statements without parameters, whatever they return. */
    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A text as a quoted SQL identifier. */
    public String identifier(String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }

    /** Runs the work in a transaction that can't write and sees one snapshot of the database. */
    public <T> T readOnly(Work<T> work) throws SQLException {
        return transaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", work, connection::commit);
    }

    /** Runs the work in a transaction: committed when it returns, rolled back when it throws. */
    public <T> T transaction(Work<T> work) throws SQLException {
        return transaction(READ_WRITE, work, connection::commit);
    }

    /** Runs the work in a transaction that is rolled back in the end, so that nothing of it stays. */
    public <T> T rolledBack(Work<T> work) throws SQLException {
        return transaction(READ_WRITE, work, connection::rollback);
    }

    private <T> T transaction(String characteristics, Work<T> work, Ending ending) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(characteristics);
            T result = work.run();
            ending.end();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever was thrown: going back to autocommit would commit what was done before it.
            rollBack(e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** The connection may go back to a pool. */
    @Override
    public void close() throws SQLException {
        try {
            if (connection.getAutoCommit()) {
                look(searchPath);
            }
        } catch (SQLException e) {
            // It is lost; closing it is all that can be done.
        }
        connection.close();
    }
}
