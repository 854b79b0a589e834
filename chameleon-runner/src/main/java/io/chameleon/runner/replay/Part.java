package io.chameleon.runner.replay;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Events of a batch that are replayed together, as {@code fn_replay_part} finds them.
 *
 * @param eventCount how many; with none of them the rest means nothing
 * @param firstId {@code i_id_event} of the first
 * @param lastId {@code i_id_event} of the last
 * @param lastTime {@code i_my_event_time} of the last, in s; null where the log doesn't know it
 * @param isDdl whether it is one DDL event
 * @param events a query for them
 * @param tables the registered ones among their tables, as JSON; null without any
 */
record Part(int eventCount, long firstId, long lastId, Long lastTime, boolean isDdl, String events, String tables) {
    static Part of(ResultSet row) throws SQLException {
        return new Part(
                row.getInt("event_count"),
                row.getLong("first_id"),
                row.getLong("last_id"),
                row.getObject("last_time", Long.class),
                row.getBoolean("is_ddl"),
                row.getString("events"),
                row.getString("tables"));
    }

    boolean isEmpty() {
        return eventCount == 0;
    }
}
