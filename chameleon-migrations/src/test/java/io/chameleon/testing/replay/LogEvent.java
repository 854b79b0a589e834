package io.chameleon.testing.replay;

import java.util.Optional;

/**
 * A row of the log.
 *
 * @param partition 1 or 2
 * @param kind insert, update, delete or ddl
 * @param time seconds since 1970
 * @param position offset in the binlog; without it the row has no binlog coordinates at all
 */
record LogEvent(
        long id,
        long batch,
        int partition,
        String schema,
        String table,
        String kind,
        Image after,
        Image before,
        Optional<String> query,
        Optional<Long> time,
        Optional<Long> position) {
    boolean isDdl() {
        return kind.equals("ddl");
    }

    /** The same without a column in its images. */
    LogEvent without(String column) {
        return new LogEvent(
                id,
                batch,
                partition,
                schema,
                table,
                kind,
                after.without(column),
                before.without(column),
                query,
                time,
                position);
    }

    /** An update as the insert of what it makes of its row. */
    LogEvent asInsert() {
        return new LogEvent(id, batch, partition, schema, table, "insert", after, Image.EMPTY, query, time, position);
    }

    boolean isSameTableAs(LogEvent other) {
        return schema.equals(other.schema) && table.equals(other.table);
    }
}
