package io.chameleon.runner.config;

import java.util.Set;

/**
 * Which tables of its schemas a source replicates.
 *
 * @param limit {@code limit_tables}: the only ones, as {@code schema.table} of MySQL; all when empty
 * @param skipped {@code skip_tables}: those that are left out, in the same form
 */
public record TableSelection(Set<String> limit, Set<String> skipped) {
    /** Every table. */
    public static final TableSelection ALL = new TableSelection(Set.of(), Set.of());

    public TableSelection {
        limit = Set.copyOf(limit);
        skipped = Set.copyOf(skipped);
    }

    /** Whether {@code limit_tables} leaves the table out. */
    public boolean isOutsideLimit(String mysqlSchema, String table) {
        return !limit.isEmpty() && !limit.contains(mysqlSchema + "." + table);
    }

    /** Whether {@code skip_tables} leaves the table out. */
    public boolean isSkipped(String mysqlSchema, String table) {
        return skipped.contains(mysqlSchema + "." + table);
    }
}
