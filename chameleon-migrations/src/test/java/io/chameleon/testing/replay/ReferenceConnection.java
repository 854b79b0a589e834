package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The destination of a reference replay: runs one statement after the other, each so that its failure undoes nothing else. */
final class ReferenceConnection {
    /** Connection trouble, rollback, resources, object state, operator, system: nothing that is the table's fault. */
    private static final Set<String> PASSING_TROUBLES = Set.of("08", "40", "53", "55", "57", "58");

    private final Connection connection;

    ReferenceConnection(Connection connection) {
        this.connection = connection;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    Optional<StatementError> run(LogEvent event, ReferenceStatement statement) throws SQLException {
        if (statement.problem().isPresent()) {
            return Optional.of(new StatementError("22023", statement.problem().get()));
        }
        if (statement.text().isEmpty()) {
            return Optional.of(new StatementError("22004", "query string argument of EXECUTE is null"));
        }
        // A row event's statement is our own: all in one go is possible, and much faster.
        return event.isDdl()
                ? attempt("SAVEPOINT event", statement.text().get(), "RELEASE SAVEPOINT event")
                : attempt("SAVEPOINT event; " + statement.text().get() + " RELEASE SAVEPOINT event");
    }

    /** Whether a constraint is checked at the end of a transaction only. */
    boolean hasDeferredConstraints() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_constraint WHERE condeferred)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Checks what is deferred; the transaction is lost when something doesn't hold. */
    Optional<StatementError> checkConstraints() throws SQLException {
        try {
            execute("SET CONSTRAINTS ALL IMMEDIATE");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(blame(e));
        }
    }

    private Optional<StatementError> attempt(String... statements) throws SQLException {
        try {
            for (String statement : statements) {
                execute(statement);
            }
            return Optional.empty();
        } catch (SQLException e) {
            var error = blame(e);
            execute("ROLLBACK TO SAVEPOINT event");
            return Optional.of(error);
        }
    }

    private static StatementError blame(SQLException e) throws SQLException {
        if (PASSING_TROUBLES.contains(e.getSQLState().substring(0, 2))) {
            throw e;
        }
        return StatementError.of(e);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
