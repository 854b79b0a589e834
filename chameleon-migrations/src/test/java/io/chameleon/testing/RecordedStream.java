package io.chameleon.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The recorded binlog events in a temporary table of one session. COPY reads them, because it alone tells NULL from
 * the empty string; only what decides about an event comes to Java.
 */
final class RecordedStream {
    private static final String COLUMNS = """
            v_schema_name, v_table_name, event, t_binlog_name, end_position,
            jsb_event_after, jsb_event_before, t_query, i_my_event_time""";

    /**
     * An event of the stream.
     *
     * @param id its number in the temporary table {@code recorded_stream}
     * @param table {@code schema.table} in the destination
     * @param end where the event ends; the rows of one multi-row event share it
     */
    record Event(long id, String table, boolean ddl, StreamPosition end) {}

    private RecordedStream() {}

    static List<Event> load(Connection connection, InputStream csv) throws SQLException {
        try (csv;
                var statement = connection.createStatement()) {
            statement.execute("""
                    DROP TABLE IF EXISTS pg_temp.recorded_stream;
                    CREATE TEMPORARY TABLE recorded_stream (
                        id bigserial PRIMARY KEY, v_schema_name text, v_table_name text, event text, t_binlog_name text,
                        end_position bigint, jsb_event_after jsonb, jsb_event_before jsonb, t_query text,
                        i_my_event_time bigint)""");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY recorded_stream (" + COLUMNS + ") FROM STDIN (FORMAT csv, HEADER)", csv);
            return events(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Event> events(Connection connection) throws SQLException {
        var events = new ArrayList<Event>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT id, v_schema_name || '.' || v_table_name, event = 'ddl', t_binlog_name, end_position
                        FROM recorded_stream ORDER BY id""")) {
            while (rows.next()) {
                events.add(new Event(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getBoolean(3),
                        StreamPosition.of(rows.getString(4), rows.getLong(5))));
            }
        }
        return events;
    }
}
