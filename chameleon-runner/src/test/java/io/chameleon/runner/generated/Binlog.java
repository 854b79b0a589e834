package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;

/**
 * The whole binlog of one server.
 *
 * @param tables all tables that occur in it
 * @param events in their order
 * @param points all places where a reader can have stopped, in their order; behind the last one there is another file
 *     with events of every schema
 */
record Binlog(List<TableShape> tables, List<BinlogEvent> events, List<BinlogPoint> points) {
    private static final String HEADER = "v_schema_name,v_table_name,event,t_binlog_name,end_position,"
            + "jsb_event_after,jsb_event_before,t_query,i_my_event_time\n";

    List<TableShape> tablesOf(String schema) {
        return tables.stream().filter(table -> table.schema().equals(schema)).toList();
    }

    /** The events of a schema between two numbers of events. */
    List<BinlogEvent> eventsOf(String schema, int from, int to) {
        return events.subList(from, to).stream()
                .filter(event -> event.table().schema().equals(schema))
                .toList();
    }

    /** Whether a reader that stops at the point has just read an event of the schema. */
    boolean isEndOfEvent(BinlogPoint point, String schema) {
        if (point.events() == 0) {
            return false;
        }
        var last = events.get(point.events() - 1);
        return last.table().schema().equals(schema) && last.file().equals(point.file()) && last.end() == point.offset();
    }

    /** The events of the given schemas in the form of a recorded stream. */
    String csv(Set<String> schemas) {
        return events.stream()
                .filter(event -> schemas.contains(event.table().schema()))
                .map(Binlog::csv)
                .collect(joining("", HEADER, ""));
    }

    private static String csv(BinlogEvent event) {
        var content = event.isDdl()
                ? ",," + csv(event.statement()) + ","
                : csv(Sql.json(event.after())) + "," + csv(Sql.json(event.before())) + ",,1700000000";
        return String.join(
                        ",",
                        csv(event.table().schema()),
                        csv(event.table().name()),
                        event.kind().label(),
                        csv(event.file()),
                        Long.toString(event.end()),
                        content)
                + "\n";
    }

    private static String csv(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
