package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a 2.0 catalogue's error log: the event whose replay failed and disabled its table.
 *
 * @param id {@code i_id_log}, ascending in time
 * @param at when it failed
 * @param batch {@code i_id_batch}; the batch itself may have been cleaned up since
 * @param schema schema of the table in the destination database
 * @param table name of the table
 * @param position end of the event in the binlog
 * @param message what PostgreSQL reported
 * @param statement the statement that failed, with the row's values in it
 */
public record LoggedError(
        long id,
        Optional<Instant> at,
        long batch,
        String schema,
        String table,
        Optional<BinlogPosition> position,
        Optional<String> message,
        Optional<String> statement) {
    public LoggedError {
        requireNonNull(at, "at");
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
        requireNonNull(position, "position");
        requireNonNull(message, "message");
        requireNonNull(statement, "statement");
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedTable() {
        return schema + "." + table;
    }
}
