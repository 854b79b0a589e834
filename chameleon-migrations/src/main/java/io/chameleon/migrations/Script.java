package io.chameleon.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements that belong together. */
final class Script {
    private Script() {}

    /**
     * Runs them by one request, as they are.
     *
     * @param name what the script is called, for the message when it fails
     */
    static void run(Connection connection, String name, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Braces are PostgreSQL's.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(name + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }
}
