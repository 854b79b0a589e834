package io.chameleon.testing.replay;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database with a destination, and a catalogue if need be, into which one log after the other is loaded. */
public final class ReplayDatabase implements AutoCloseable {
    /** A session keeps what it has compiled of functions that are gone; those of the 1.7 replay go with each log. */
    private static final int LOGS_OF_A_SESSION = 50;

    private final TestDatabase database;
    private Connection connection;
    private final Connection superuser;
    private final Optional<CatalogueLayout> layout;
    private int loaded;

    private ReplayDatabase(TestDatabase database, Optional<CatalogueLayout> layout) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        this.superuser = database.connectAsSuperuser();
        this.layout = layout;
    }

    /** With a catalogue, for the replay that is tested. */
    public static ReplayDatabase create(CatalogueLayout layout) throws SQLException {
        var database = TestDatabase.create();
        layout.install(database);
        database.execute(layout.insertSources() + "; SELECT sch_chameleon.fn_refresh_parts()");
        return create(database, Optional.of(layout));
    }

    /** The destination alone, for a reference. */
    static ReplayDatabase createDestination() throws SQLException {
        return create(TestDatabase.create(), Optional.empty());
    }

    private static ReplayDatabase create(TestDatabase database, Optional<CatalogueLayout> layout) throws SQLException {
        database.executeAsSuperuser(ReplicaState.FUNCTIONS);
        database.executeAsSuperuser(ColumnTypes.DEFINITIONS);
        return new ReplayDatabase(database, layout);
    }

    /** Of the catalogue's owner; after {@link #load} it may be another one. */
    public Connection connection() {
        return connection;
    }

    /** What the server can do. */
    ServerFeatures features() throws SQLException {
        return ServerFeatures.of(superuser);
    }

    List<String> destination(boolean exact) throws SQLException {
        return ReplicaState.destination(superuser, exact);
    }

    List<String> catalogue() throws SQLException {
        return ReplicaState.catalogue(superuser, layout.orElseThrow());
    }

    List<String> errors() throws SQLException {
        return ReplicaState.errors(superuser);
    }

    /** Forgets the log before and loads another. */
    void load(RandomLog log) throws SQLException {
        if (loaded++ % LOGS_OF_A_SESSION == 0) {
            connection.close();
            connection = database.connect();
        }
        // The DDL of another log may have set a search path; the replay of a 1.7 log sets it back, the interpreter
        // doesn't.
        execute("RESET search_path; SET client_min_messages = error; SET chameleon.set_based_from = 1");
        execute(LogScript.cleanDestination());
        connection.setAutoCommit(false);
        try {
            // A table with unchecked deferred constraints can't be altered, on PostgreSQL 10 not even its triggers.
            execute("SET CONSTRAINTS ALL IMMEDIATE");
            execute(LogScript.destination(log));
            if (layout.isPresent()) {
                execute(LogScript.catalogue(log, layout.get()));
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        superuser.close();
        database.close();
    }
}
