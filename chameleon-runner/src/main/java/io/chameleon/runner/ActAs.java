package io.chameleon.runner;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Gives every connection that Flyway opens the role of the catalogue's owner, so that what it creates belongs to it, and
 * lets it write.
 */
final class ActAs implements Callback {
    private final List<String> statements;

    ActAs(String... statements) {
        this.statements = List.of(statements);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute(String.join("; ", statements));
        } catch (SQLException e) {
            throw new FlywayException("the session could not be prepared: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "act as the catalogue's owner";
    }
}
