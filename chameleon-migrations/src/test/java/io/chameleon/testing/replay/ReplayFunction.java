package io.chameleon.testing.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Calls {@code fn_replay_mysql} as pg_chameleon does: its result is read by position. */
public final class ReplayFunction implements Replay {
    private final Connection connection;

    public ReplayFunction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public ReplayStatus call(int maxEvents, long source, boolean exitOnError) throws SQLException {
        return callWith(maxEvents, (int) source, exitOnError);
    }

    @Override
    public void giveUpTableOfLastError(long source) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    UPDATE sch_chameleon.t_replica_tables t SET b_replica_enabled = false
                    FROM (SELECT * FROM sch_chameleon.t_error_log ORDER BY i_id_log DESC LIMIT 1) e
                    WHERE t.i_id_source = %d AND t.v_schema_name = e.v_schema_name
                      AND t.v_table_name = e.v_table_name""".formatted(source));
        }
    }

    /** The same with NULLs. */
    public ReplayStatus callWith(Integer maxEvents, Integer source, Boolean exitOnError) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT * FROM sch_chameleon.fn_replay_mysql(?::int, ?::int, ?::boolean)")) {
            statement.setObject(1, maxEvents);
            statement.setObject(2, source);
            statement.setObject(3, exitOnError);
            try (var row = statement.executeQuery()) {
                row.next();
                var messages = row.getArray(3);
                var status = new ReplayStatus(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        messages == null ? List.of() : List.of((String[]) messages.getArray()));
                if (row.next()) {
                    throw new IllegalStateException("more than one row");
                }
                return status;
            }
        }
    }
}
