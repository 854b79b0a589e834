package io.chameleon.migrations;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections on which a name without a schema means PostgreSQL's own object, or one in the schema that is added to the
 * search path: whoever may create functions and operators in {@code public} could have them run otherwise. Closing a
 * connection restores its search path, for it may go back to a pool.
 *
 * @param database where the connections come from
 */
record PinnedNames(DataSource database) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        return pin(database.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pin(database.getConnection(user, password));
    }

    private static Connection pin(Connection connection) throws SQLException {
        try {
            String searchPath = searchPath(connection);
            set(connection, "pg_temp");
            return (Connection) Proxy.newProxyInstance(
                    PinnedNames.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            restore(connection, searchPath);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String searchPath(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW search_path")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void set(Connection connection, String searchPath) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, false)")) {
            statement.setString(1, searchPath);
            statement.execute();
        }
    }

    /** A connection that is lost, or whose transaction has failed, has nothing to restore. */
    private static void restore(Connection connection, String searchPath) {
        try {
            if (!connection.isClosed()) {
                set(connection, searchPath);
            }
        } catch (SQLException e) {
            // What closing itself reports is what counts.
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(PinnedNames.class.getPackageName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
