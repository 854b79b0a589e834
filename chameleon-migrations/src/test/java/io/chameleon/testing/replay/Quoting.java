package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes identifiers and literals as the server itself would. */
final class Quoting {
    private final Connection connection;
    private final Map<String, String> identifiers = new HashMap<>();

    Quoting(Connection connection) {
        this.connection = connection;
    }

    /** Quoted only when needed; which words are reserved is for the server to say. */
    String identifier(String name) throws SQLException {
        if (!identifiers.containsKey(name)) {
            try (var statement = connection.prepareStatement("SELECT quote_ident(?)")) {
                statement.setString(1, name);
                try (var row = statement.executeQuery()) {
                    row.next();
                    identifiers.put(name, row.getString(1));
                }
            }
        }
        return identifiers.get(name);
    }

    /** An identifier that is quoted in any case. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(Optional<String> text) {
        return text.map(Quoting::literal).orElse("NULL");
    }

    static String literal(String text) {
        var quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
