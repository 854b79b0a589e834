package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What may occur in a destination on this server.
 *
 * @param version the server's major version
 * @param hasCaseInsensitiveCollation whether {@code public.ci} exists, a collation in which different texts are equal
 */
public record ServerFeatures(int version, boolean hasCaseInsensitiveCollation) {
    static ServerFeatures of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT current_setting('server_version_num')::int / 10000,
                               EXISTS (SELECT FROM pg_collation WHERE collname = 'ci')""")) {
            row.next();
            return new ServerFeatures(row.getInt(1), row.getBoolean(2));
        }
    }
}
