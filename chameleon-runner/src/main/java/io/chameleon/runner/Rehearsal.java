package io.chameleon.runner;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rehearsed upgrade has needed and made, before all of it was discarded. How long it took is in the steps.
 *
 * @param locks the locks on tables that others would have had to wait for
 * @param rows rows of the upgraded catalogue by table, without Flyway's history table
 */
public record Rehearsal(List<TableLock> locks, Map<String, Long> rows) {
    public Rehearsal {
        locks = List.copyOf(locks);
        rows = Map.copyOf(rows);
    }

    /** The rows in alphabetical order of their tables. */
    public Map<String, Long> sortedRows() {
        return new TreeMap<>(rows);
    }
}
