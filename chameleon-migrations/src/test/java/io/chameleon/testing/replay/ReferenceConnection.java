package io.chameleon.testing.replay;

import io.chameleon.testing.replay.AllowedDifference.KeyComparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** The destination of a reference replay: runs one statement after the other, each so that its failure undoes nothing else. */
final class ReferenceConnection implements KeyComparison {
    /** Connection trouble, rollback, resources, operator, system: nothing that is the table's fault. */
    private static final Set<String> PASSING_TROUBLES = Set.of("08", "40", "53", "57", "58");

    /** Of the class of object states: in use, and a lock that can't be had. */
    private static final Set<String> PASSING_STATES = Set.of("55006", "55P03");

    private static final String ALL = "ALL";

    private final Connection connection;
    private final Quoting quoting;
    private final Set<String> checkedAtOnce = new LinkedHashSet<>();

    ReferenceConnection(Connection connection, Quoting quoting) {
        this.connection = connection;
        this.quoting = quoting;
    }

    void begin() throws SQLException {
        checkedAtOnce.clear();
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

    /** Whether nothing but the table itself is touched when an event is applied. */
    boolean isPlain(LogEvent event) throws SQLException {
        return holds("""
                SELECT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(%1$s) AND c.relkind = 'r')
                    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass(%1$s))
                """.formatted(Quoting.literal(Optional.of(target(event)))));
    }

    /** The columns' types make one row of two that are equal. */
    @Override
    public boolean haveSameKey(LogEvent one, LogEvent other, List<String> key) throws SQLException {
        var values = keyOf(one, key);
        var others = keyOf(other, key);
        if (key.isEmpty() || values.size() < key.size() || others.size() < key.size()) {
            return false;
        }
        var columns = new ArrayList<String>();
        for (String column : key) {
            columns.add(quoting.identifier(column));
        }
        execute("SAVEPOINT comparison");
        try {
            return holds("SELECT count(*) = 1 FROM (SELECT %s FROM %s WHERE false UNION SELECT %s UNION SELECT %s) AS k"
                    .formatted(
                            String.join(", ", columns),
                            target(one),
                            String.join(", ", values),
                            String.join(", ", others)));
        } catch (SQLException e) {
            blame(e);
            return false; // What is no value of the type names no row.
        } finally {
            execute("ROLLBACK TO SAVEPOINT comparison; RELEASE SAVEPOINT comparison");
        }
    }

    /** The key as literals, as far as the event tells it. */
    private static List<String> keyOf(LogEvent event, List<String> key) {
        var columns = (event.kind().equals("update") ? event.before() : event.after()).columns();
        return key.stream()
                .flatMap(column -> Optional.ofNullable(columns.get(column)).flatMap(Jsonb::text).stream())
                .map(value -> Quoting.literal(Optional.of(value)))
                .toList();
    }

    private String target(LogEvent event) throws SQLException {
        return quoting.identifier(event.schema()) + "." + quoting.identifier(event.table());
    }

    /**
     * Checks what is deferred. When something doesn't hold, the transaction is undone and another is begun, in which the
     * constraint is checked at once: so it tells which event is to blame. All are when the error names none.
     */
    boolean constraintsHold() throws SQLException {
        try {
            execute("SET CONSTRAINTS ALL IMMEDIATE");
            return true;
        } catch (SQLException e) {
            blame(e);
            if (checkedAtOnce.contains(ALL)) {
                throw e;
            }
            rollback();
            var constraint = constraint(e);
            if (constraint.isEmpty() || !checkedAtOnce.add(constraint.get())) {
                checkedAtOnce.clear();
                checkedAtOnce.add(ALL);
            }
            connection.setAutoCommit(false);
            execute("SET CONSTRAINTS " + String.join(", ", checkedAtOnce) + " IMMEDIATE");
            return false;
        }
    }

    /** The constraint that an error names, as SQL does, if there is such a one. */
    private Optional<String> constraint(SQLException error) throws SQLException {
        var message = ((PSQLException) error).getServerErrorMessage();
        if (message == null || message.getConstraint() == null || message.getSchema() == null) {
            return Optional.empty();
        }
        boolean exists = holds("""
                SELECT EXISTS (SELECT FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
                               WHERE c.condeferrable AND n.nspname = %s AND c.conname = %s)
                """.formatted(
                        Quoting.literal(Optional.of(message.getSchema())),
                        Quoting.literal(Optional.of(message.getConstraint()))));
        return exists
                ? Optional.of(
                        quoting.identifier(message.getSchema()) + "." + quoting.identifier(message.getConstraint()))
                : Optional.empty();
    }

    private Optional<StatementError> attempt(String... statements) throws SQLException {
        try {
            for (String statement : statements) {
                execute(statement);
            }
            return Optional.empty();
        } catch (SQLException e) {
            execute("ROLLBACK TO SAVEPOINT event");
            return Optional.of(blame(e));
        }
    }

    private static StatementError blame(SQLException e) throws SQLException {
        var state = e.getSQLState();
        if (PASSING_TROUBLES.contains(state.substring(0, 2)) || PASSING_STATES.contains(state)) {
            throw e;
        }
        return StatementError.of(e);
    }

    private boolean holds(String question) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(question)) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
