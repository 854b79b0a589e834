package io.chameleon.testing;

/**
 * An event in a 1.7 log, its images as JSON text.
 *
 * @param table the table's name in the destination schema
 * @param kind insert, update, delete or ddl
 * @param image the row after the event; of a delete the row that was; null for ddl
 * @param before the row before an update, an empty object for insert and delete; null for ddl
 * @param query the statement of a ddl event, otherwise null
 */
public record LogEvent17(String table, String kind, String image, String before, String query) {
    private static final String NO_IMAGE = "{}";

    public static LogEvent17 insert(String table, String row) {
        return new LogEvent17(table, "insert", row, NO_IMAGE, null);
    }

    public static LogEvent17 update(String table, String before, String after) {
        return new LogEvent17(table, "update", after, before, null);
    }

    public static LogEvent17 delete(String table, String row) {
        return new LogEvent17(table, "delete", row, NO_IMAGE, null);
    }

    public static LogEvent17 ddl(String table, String query) {
        return new LogEvent17(table, "ddl", null, null, query);
    }
}
