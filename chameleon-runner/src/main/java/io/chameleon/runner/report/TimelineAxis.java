package io.chameleon.runner.report;

import io.chameleon.runner.catalogue.BinlogPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The binlog as a line: one section of equal length for each file in which there is something to see, and within it
 * the bytes to scale. Many files are too many for a line; they are left to the list.
 *
 * @param drawn whether there is a drawing
 * @param from where the stream starts
 * @param to where all tables are complete
 * @param width from there to here
 * @param description the drawing in words
 */
record TimelineAxis(
        String id,
        boolean drawn,
        List<Section> sections,
        List<String> ticks,
        String from,
        String to,
        String width,
        String description) {
    private static final int LEFT = 12;
    private static final int LENGTH = 318;
    private static final int FILES = 5;
    private static final double MARGIN = 0.06;

    /**
     * A binlog file.
     *
     * @param x where it begins
     * @param middle where its name stands
     */
    record Section(String file, String x, String middle, boolean later) {}

    static TimelineAxis of(String id, String source, List<Timeline.Mark> marks) {
        List<BinlogPosition> positions =
                marks.stream().map(Timeline.Mark::position).toList();
        var ends = new LinkedHashMap<String, Long>();
        positions.forEach(position -> ends.merge(position.fileName(), position.offset(), Math::max));
        BinlogPosition start = position(marks, Timeline.Mark::start);
        BinlogPosition consistent = position(marks, Timeline.Mark::consistent);
        double from = place(start, ends);
        double to = place(consistent, ends);
        return new TimelineAxis(
                id,
                ends.size() <= FILES,
                sections(new ArrayList<>(ends.keySet())),
                marks.stream()
                        .filter(mark -> !mark.tables().isEmpty())
                        .map(mark -> number(place(mark.position(), ends)))
                        .toList(),
                number(from),
                number(to),
                number(Math.max(0, to - from)),
                "The stream of the source " + source + " starts at " + start + "; all its tables are complete at "
                        + consistent + ".");
    }

    private static BinlogPosition position(
            List<Timeline.Mark> marks, java.util.function.Predicate<Timeline.Mark> wanted) {
        return marks.stream().filter(wanted).findFirst().orElseThrow().position();
    }

    private static List<Section> sections(List<String> files) {
        var sections = new ArrayList<Section>();
        double length = (double) LENGTH / files.size();
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i);
            sections.add(new Section(
                    files.size() == 1 ? name : "…" + name.substring(name.lastIndexOf('.')),
                    number(LEFT + i * length),
                    number(LEFT + (i + 0.5) * length),
                    i > 0));
        }
        return sections;
    }

    private static double place(BinlogPosition position, Map<String, Long> ends) {
        double length = (double) LENGTH / ends.size();
        int index = new ArrayList<>(ends.keySet()).indexOf(position.fileName());
        double share = (double) position.offset() / Math.max(1, ends.get(position.fileName()));
        return LEFT + (index + MARGIN + share * (1 - 2 * MARGIN)) * length;
    }

    private static String number(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
