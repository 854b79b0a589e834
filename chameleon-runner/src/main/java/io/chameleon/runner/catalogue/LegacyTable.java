package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.KeyList;
import java.util.List;
import java.util.Optional;

/**
 * A table registered in a 1.7 catalogue.
 *
 * @param schema {@code v_schema_name}
 * @param name {@code v_table_name}
 * @param storedKey {@code v_table_pkey} as stored: one element that holds the quoted, comma-separated key columns
 * @param binlogFile binlog file of the table's own coordinates, present while the table is ahead of its source
 * @param binlogOffset bytes, see {@code binlogFile}
 */
public record LegacyTable(
        String schema, String name, List<String> storedKey, Optional<String> binlogFile, Optional<Long> binlogOffset) {
    public LegacyTable {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        storedKey = List.copyOf(storedKey);
        requireNonNull(binlogFile, "binlogFile");
        requireNonNull(binlogOffset, "binlogOffset");
    }

    /** The table's own coordinates, where they are complete and name a binlog file. */
    public Optional<BinlogPosition> position() {
        return BinlogPosition.of(binlogFile, binlogOffset);
    }

    /** Whether coordinates are stored that aren't complete or don't name a binlog file. */
    public boolean hasUnusableCoordinates() {
        return (binlogFile.isPresent() || binlogOffset.isPresent())
                && position().isEmpty();
    }

    /**
     * The columns of the key, in order.
     *
     * @throws IllegalArgumentException when the stored list can't be read or is empty
     */
    public List<String> keyColumns() {
        List<String> columns =
                storedKey.stream().flatMap(list -> KeyList.parse(list).stream()).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("the key list is empty");
        }
        return columns;
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
