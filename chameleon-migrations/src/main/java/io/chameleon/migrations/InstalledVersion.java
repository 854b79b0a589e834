package io.chameleon.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Asks a catalogue for its version. */
final class InstalledVersion {
    private InstalledVersion() {}

    /** What {@code v_version} in that schema says; empty where there is no such view. */
    static Optional<String> read(Connection connection, String schema) throws SQLException {
        if (!exists(connection, schema)) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT t_version FROM " + Identifier.quote(schema, "v_version"))) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
            statement.setString(1, Identifier.quote(schema, "v_version"));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
