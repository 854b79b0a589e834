package io.chameleon.testing.replay;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** How the server refused a statement. */
record StatementError(String sqlState, String message) {
    static StatementError of(SQLException error) {
        if (error instanceof PSQLException refusal && refusal.getServerErrorMessage() != null) {
            return new StatementError(
                    error.getSQLState(), refusal.getServerErrorMessage().getMessage());
        }
        throw new IllegalStateException(error);
    }
}
