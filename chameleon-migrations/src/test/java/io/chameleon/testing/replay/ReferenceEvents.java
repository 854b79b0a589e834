package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What both reference replays do with single events, in the connection's current transaction. */
final class ReferenceEvents {
    private final Connection connection;

    ReferenceEvents(Connection connection) {
        this.connection = connection;
    }

    /** The listed events of a batch that are still in its log, in ascending order. */
    List<Long> waiting(long batch) throws SQLException {
        return ids("""
                SELECT DISTINCT l.i_id_event
                FROM sch_chameleon.t_log_replica l JOIN sch_chameleon.t_batch_events e ON e.i_id_batch = l.i_id_batch
                WHERE l.i_id_batch = ? AND l.i_id_event = ANY (e.i_id_event)
                ORDER BY 1""", batch);
    }

    /** Runs a statement so that its failure undoes nothing else. */
    Optional<StatementError> run(ReferenceStatement statement) throws SQLException {
        if (statement.problem().isPresent()) {
            return Optional.of(new StatementError("22023", statement.problem().get()));
        }
        if (statement.text().isEmpty()) {
            return Optional.of(new StatementError("22004", "query string argument of EXECUTE is null"));
        }
        var before = connection.setSavepoint();
        try (var sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            sql.execute(statement.text().get());
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException e) {
            connection.rollback(before);
            return Optional.of(StatementError.of(e));
        }
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    List<Long> ids(String sql, Object... parameters) throws SQLException {
        var ids = new ArrayList<Long>();
        try (var statement = prepare(sql, parameters);
                var row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
