package io.chameleon.runner.faults;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A session of somebody else, called {@value #NAME}, that stays in its transaction and keeps what it has locked. */
final class Holder implements AutoCloseable {
    static final String NAME = "a long report";

    private final Connection connection;

    Holder(TestDatabase database) throws SQLException {
        connection = database.connect();
        connection.setClientInfo("ApplicationName", NAME);
        connection.setAutoCommit(false);
    }

    /** Runs a statement and keeps its locks. */
    void hold(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int pid() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** Lets go of everything. */
    void letGo() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        letGo();
    }
}
