package io.chameleon.runner.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chameleon.migrations.CatalogueFunctions;
import io.chameleon.migrations.KeyList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What the server needs for the replay, in the temporary schema of one session: the engine's functions, and views that
 * show the 1.7 catalogue as what they read. Events are applied under the search path that the session has; all else that
 * is done until it is closed, under one that leads to nobody else's operators and functions. Closing it removes all of it
 * again and restores the path.
 */
final class ReplaySession implements AutoCloseable {
    private static final String CATALOGUE_VIEWS = "/io/chameleon/runner/replay/catalogue_views.sql";

    private static final String EVENTS_FUNCTION = "/io/chameleon/runner/replay/replay_events.sql";

    /**
     * Leads to nobody else's operators and functions. That pg_temp stands there twice is how it is told from a path that an
     * event has set.
     */
    private static final String PINNED = "pg_catalog, pg_temp, pg_temp";

    private static final String DROP_FUNCTIONS = """
            DO $$
            DECLARE
                function regprocedure;
            BEGIN
                FOR function IN
                    SELECT p.oid FROM pg_catalog.pg_proc p
                    WHERE p.pronamespace = pg_catalog.pg_my_temp_schema() AND p.proname ~ '^(fn_)?replay_'
                LOOP
                    EXECUTE pg_catalog.format('DROP FUNCTION %s', function);
                END LOOP;
            END $$""";

    private final Connection connection;
    private final String quotedSchema;
    private final String searchPath;

    private ReplaySession(Connection connection, String quotedSchema, String searchPath) {
        this.connection = connection;
        this.quotedSchema = quotedSchema;
        this.searchPath = searchPath;
    }

    static ReplaySession open(Connection connection, String catalogueSchema) throws SQLException {
        ReplaySession session;
        try (var statement = connection.createStatement()) {
            var quotedSchema = statement.enquoteIdentifier(catalogueSchema, true);
            session = new ReplaySession(connection, quotedSchema, searchPath(connection));
        }
        try {
            session.prepare();
            return session;
        } catch (SQLException | RuntimeException e) {
            try (session) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    /** The catalogue's schema as an identifier in SQL. */
    String quotedSchema() {
        return quotedSchema;
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(String.join(
                    ";\n",
                    "SET search_path = " + PINNED,
                    DROP_FUNCTIONS,
                    "DROP VIEW IF EXISTS pg_temp.t_log_replica, pg_temp.t_replica_tables",
                    "DROP TABLE IF EXISTS pg_temp.replay_key, pg_temp.replay_left"));
        }
        restoreSearchPath();
    }

    private void prepare() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(String.join(
                    ";\n",
                    "SET search_path = pg_temp",
                    // Of a catalogue they read what the views show.
                    CatalogueFunctions.replayEngine().replace("sch_chameleon.", "pg_temp."),
                    resource(CATALOGUE_VIEWS).replace("${catalogue}", quotedSchema),
                    resource(EVENTS_FUNCTION)));
        }
        readKeys();
        restoreSearchPath();
        pinSearchPath();
    }

    /**
     * Leaves the session's search path to {@code replay_events} alone. To be called after it, since a DDL event may set
     * another path for those that follow, and so may a trigger.
     */
    void pinSearchPath() throws SQLException {
        if (!searchPath(connection).equals(PINNED)) {
            try (var statement = connection.createStatement()) {
                statement.execute("ALTER FUNCTION pg_temp.replay_events SET search_path FROM CURRENT");
                statement.execute("SET search_path = " + PINNED);
            }
        }
    }

    /** A 1.7 catalogue keeps a key as one text, which only {@link KeyList} can read. */
    private void readKeys() throws SQLException {
        try (var select = connection.createStatement();
                var table = select.executeQuery(
                        "SELECT i_id_table, v_table_pkey::text[] FROM " + quotedSchema + ".t_replica_tables");
                var insert = connection.prepareStatement("INSERT INTO pg_temp.replay_key VALUES (?, ?)")) {
            while (table.next()) {
                var lists = (String[]) table.getArray(2).getArray();
                insert.setLong(1, table.getLong(1));
                insert.setArray(2, connection.createArrayOf("text", columns(lists)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Object[] columns(String[] lists) {
        return Arrays.stream(lists)
                .filter(Objects::nonNull)
                .flatMap(list -> KeyList.parse(list).stream())
                .toArray();
    }

    private static String searchPath(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_catalog.current_setting('search_path')")) {
            row.next();
            return row.getString(1);
        }
    }

    private void restoreSearchPath() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, false)")) {
            statement.setString(1, searchPath);
            statement.execute();
        }
    }

    private static String resource(String name) {
        try (var content = ReplaySession.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
