package io.chameleon.runner.benchmark;

/**
 * Events to replay: 60 % inserts, 30 % updates, 10 % deletes, at random, the tables interleaved, with full row images.
 *
 * @param events how many
 * @param tables how many tables they are about
 * @param columns of each table, the bigint key included
 * @param hasUniqueIndex whether a second column of each table has a unique index
 * @param sliceSize the most events of a call
 * @param isAnalyzed whether the planner has statistics of the log
 */
record Load(int events, int tables, int columns, boolean hasUniqueIndex, int sliceSize, boolean isAnalyzed) {
    static final Load NORMAL = new Load(100_000, 5, 8, false, 10_000, false);

    Load withEvents(int other) {
        return new Load(other, tables, columns, hasUniqueIndex, sliceSize, isAnalyzed);
    }

    Load withTables(int other) {
        return new Load(events, other, columns, hasUniqueIndex, sliceSize, isAnalyzed);
    }

    Load withColumns(int other) {
        return new Load(events, tables, other, hasUniqueIndex, sliceSize, isAnalyzed);
    }

    Load withUniqueIndex() {
        return new Load(events, tables, columns, true, sliceSize, isAnalyzed);
    }

    Load inOneSlice() {
        return new Load(events, tables, columns, hasUniqueIndex, events, isAnalyzed);
    }

    Load analyzed() {
        return new Load(events, tables, columns, hasUniqueIndex, sliceSize, true);
    }

    Load withoutStatistics() {
        return new Load(events, tables, columns, hasUniqueIndex, sliceSize, false);
    }

    /** The same with a tenth of the events. */
    Load smaller() {
        return new Load(
                events / 10,
                tables,
                columns,
                hasUniqueIndex,
                sliceSize == events ? events / 10 : sliceSize,
                isAnalyzed);
    }

    /** Whether the events are the same, whatever the slices. */
    boolean hasSameEventsAs(Load other) {
        return events == other.events
                && tables == other.tables
                && columns == other.columns
                && hasUniqueIndex == other.hasUniqueIndex;
    }

    @Override
    public String toString() {
        return "%,d events, %s of %d columns%s, %s%s"
                .formatted(
                        events,
                        tables == 1 ? "1 table" : tables + " tables",
                        columns,
                        hasUniqueIndex ? " with a second unique index" : "",
                        sliceSize == events ? "one slice" : "slices of %,d".formatted(sliceSize),
                        isAnalyzed ? ", log analyzed" : "");
    }
}
