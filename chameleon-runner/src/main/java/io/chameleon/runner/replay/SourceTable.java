package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

/**
 * A table in the destination, as one source replicates it.
 *
 * @param source name of the source
 * @param schema schema in the destination
 * @param table name in that schema
 */
public record SourceTable(String source, String schema, String table) {
    public SourceTable {
        requireNonNull(source, "source");
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
