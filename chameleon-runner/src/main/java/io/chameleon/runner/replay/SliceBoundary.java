package io.chameleon.runner.replay;

import java.sql.Connection;
import java.sql.SQLException;

/** What keeps a slice apart from the others, so that it can be undone alone. */
enum SliceBoundary {
    /** Each slice is a transaction; the connection is in autocommit mode between them. */
    TRANSACTION {
        @Override
        void begin(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        void keep(Connection connection) throws SQLException {
            connection.commit();
            connection.setAutoCommit(true);
        }

        @Override
        void undo(Connection connection) throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    },
    /** Each slice is a savepoint of the transaction that the connection is in. */
    SAVEPOINT {
        @Override
        void begin(Connection connection) throws SQLException {
            execute(connection, "SAVEPOINT slice");
        }

        /** A slice checks deferred constraints in the end; those of the next one must wait for its own end again. */
        @Override
        void keep(Connection connection) throws SQLException {
            execute(connection, """
                    DO $$
                    DECLARE deferred text;
                    BEGIN
                        SELECT string_agg(DISTINCT format('%I.%I', n.nspname, c.conname), ', ') INTO deferred
                        FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
                        WHERE c.condeferred;
                        IF deferred IS NOT NULL THEN
                            EXECUTE 'SET CONSTRAINTS ' || deferred || ' DEFERRED';
                        END IF;
                    END $$""");
            execute(connection, "RELEASE SAVEPOINT slice");
        }

        @Override
        void undo(Connection connection) throws SQLException {
            execute(connection, "ROLLBACK TO SAVEPOINT slice; RELEASE SAVEPOINT slice");
        }
    };

    abstract void begin(Connection connection) throws SQLException;

    abstract void keep(Connection connection) throws SQLException;

    abstract void undo(Connection connection) throws SQLException;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
