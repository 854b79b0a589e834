package io.chameleon.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs SQL. */
final class Query {
    /** Makes a value of the current row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Query() {}

    /** Runs SQL, one or several statements, on a connection of its own. */
    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot run: " + sql.lines().findFirst().orElse(""), e);
        }
    }

    static <T> List<T> all(Connection connection, String sql, RowReader<T> reader, Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var values = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(reader.read(rows));
                }
            }
            return values;
        }
    }

    /** Runs a statement that must return exactly one row. */
    static <T> T one(Connection connection, String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        var values = all(connection, sql, reader, parameters);
        if (values.size() != 1) {
            throw new IllegalStateException("expected one row, not " + values.size() + ", of: " + sql);
        }
        return values.get(0);
    }
}
