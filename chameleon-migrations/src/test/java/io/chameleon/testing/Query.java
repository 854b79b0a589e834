package io.chameleon.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs a statement that returns rows. */
final class Query {
    /** Makes a value of the current row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Query() {}

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
