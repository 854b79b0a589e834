package io.chameleon.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Functions and aggregates of our own, which are the same in all 2.0 catalogues. They are created in the current schema;
 * their bodies name {@value CatalogueMigrations#SCHEMA}, where they are to run.
 */
public final class CatalogueFunctions {
    /** In an order in which each can be created: only when they run do they need each other. */
    private static final List<String> REPLAY_ENGINE = List.of(
            "fn_replay_is_exposed",
            "fn_replay_is_passing",
            "fn_replay_checked_at_once",
            "fn_replay_statement",
            "fn_replay_shape",
            "fn_replay_set_query",
            "fn_replay_sets",
            "fn_replay_failure",
            "fn_replay_rows_query",
            "fn_replay_rows",
            "fn_replay_part");

    private static final List<String> OTHERS = List.of(
            "binlog_max_min",
            "fn_refresh_parts",
            "fn_replay_queue",
            "fn_replay_events",
            "fn_replay_slice",
            "fn_replay_mysql");

    private static final String ENGINE = sql(REPLAY_ENGINE);

    private static final String ALL = ENGINE + sql(OTHERS);

    private CatalogueFunctions() {}

    /** Creates all of them, or replaces those that are there, by one request. */
    public static void create(Connection connection) throws SQLException {
        Script.run(connection, "functions", ALL);
    }

    static String all() {
        return ALL;
    }

    /**
     * SQL that creates those that find and apply the events of a log. Of a catalogue they read {@code t_log_replica} and
     * {@code t_replica_tables} only.
     */
    public static String replayEngine() {
        return ENGINE;
    }

    /** What tells whether any of them has changed. */
    public static int checksum() {
        return Checksum.of(ALL);
    }

    private static String sql(List<String> files) {
        return files.stream()
                .map(file -> Resource.text("functions/" + file + ".sql"))
                .collect(Collectors.joining());
    }
}
