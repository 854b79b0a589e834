package io.chameleon.runner.report;

import io.chameleon.runner.catalogue.BinlogPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the stream of a new source starts, where it is consistent, and from where on each table counts.
 *
 * @param source its name
 * @param marks in the order of the binlog
 * @param axis the drawing
 */
record Timeline(String source, List<Mark> marks, TimelineAxis axis) {
    /** Positions of several servers, which no valid plan has, are kept apart. */
    static final Comparator<BinlogPosition> ORDER =
            Comparator.comparing(BinlogPosition::baseName).thenComparing(Comparator.naturalOrder());

    private static final int TABLES_AT_ONCE = 12;

    /**
     * A position at which something begins to count.
     *
     * @param start whether the stream starts here
     * @param consistent whether all tables are complete here
     * @param restarts the 1.7 sources whose stream would have gone on here
     * @param tables the first tables with this coordinate
     * @param moreTables the others
     */
    record Mark(
            BinlogPosition position,
            boolean start,
            boolean consistent,
            List<String> restarts,
            List<String> tables,
            List<String> moreTables) {
        String file() {
            return position.fileName();
        }

        String offset() {
            return Counts.of(position.offset());
        }

        boolean hasMore() {
            return !moreTables.isEmpty();
        }

        String tableCount() {
            return Counts.of(tables.size() + moreTables.size(), "table counts", "tables count") + " from here on";
        }

        String moreCount() {
            return Counts.of(moreTables.size()) + " more";
        }
    }

    /** What is known of a position. */
    private static final class Found {
        private final List<String> restarts = new ArrayList<>();
        private final List<String> tables = new ArrayList<>();
    }

    static List<Timeline> of(List<SavedPlan.Source> sources) {
        var timelines = new ArrayList<Timeline>();
        sources.forEach(source -> timelines.add(of(source, "timeline-" + timelines.size())));
        return timelines;
    }

    private static Timeline of(SavedPlan.Source source, String id) {
        BinlogPosition start = source.batchStart().toBinlogPosition();
        BinlogPosition consistent = source.consistentPoint().toBinlogPosition();
        var found = new TreeMap<BinlogPosition, Found>(ORDER);
        found.put(start, new Found());
        found.put(consistent, new Found());
        source.origins()
                .forEach(origin -> at(found, origin.restartPoint()).restarts.add(origin.source()));
        source.tables().forEach(table -> at(found, table.coordinate()).tables.add(table.qualifiedName()));
        List<Mark> marks = found.entrySet().stream()
                .map(entry -> mark(entry, start, consistent))
                .toList();
        return new Timeline(source.name(), marks, TimelineAxis.of(id, source.name(), marks));
    }

    private static Found at(Map<BinlogPosition, Found> found, SavedPlan.Position position) {
        return found.computeIfAbsent(position.toBinlogPosition(), absent -> new Found());
    }

    private static Mark mark(Map.Entry<BinlogPosition, Found> entry, BinlogPosition start, BinlogPosition consistent) {
        List<String> tables = entry.getValue().tables;
        int first = Math.min(TABLES_AT_ONCE, tables.size());
        return new Mark(
                entry.getKey(),
                entry.getKey().equals(start),
                entry.getKey().equals(consistent),
                entry.getValue().restarts,
                tables.subList(0, first),
                tables.subList(first, tables.size()));
    }
}
