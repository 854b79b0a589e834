package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A table that is registered for replication.
 *
 * @param schema its schema in the destination database
 * @param name its name
 * @param keyColumns the columns that identify a row, in order; one element as stored where a list of 1.7 can't be read
 * @param coordinates where the table's own events begin to count, empty once it is level with its source
 * @param enabled whether it is replicated; a table whose replay failed is disabled. Always true in a 1.7 catalogue
 */
public record TableStatus(
        String schema, String name, List<String> keyColumns, Optional<BinlogPosition> coordinates, boolean enabled) {
    public TableStatus {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        keyColumns = List.copyOf(keyColumns);
        requireNonNull(coordinates, "coordinates");
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
