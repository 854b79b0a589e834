package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.BinlogPosition;
import java.util.List;

/**
 * What becomes of a registered table.
 *
 * @param schema destination schema
 * @param name table
 * @param key columns of the key, in order
 * @param complete the position up to which, inclusive, the table holds every event
 * @param coordinate what is stored for pg_chameleon's reader, see {@link SourcePlan}
 */
public record TablePlan(
        String schema, String name, List<String> key, BinlogPosition complete, BinlogPosition coordinate) {
    public TablePlan {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        key = List.copyOf(key);
        requireNonNull(complete, "complete");
        requireNonNull(coordinate, "coordinate");
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
