package io.chameleon.runner.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * How 1.7 sources became one: cards on the left, one on the right, and ribbons as wide as the tables that they bring.
 * Lengths are those of the drawing, which on a phone is shown as large as it is.
 *
 * @param description the drawing in words
 */
record MergeDrawing(
        String id,
        String name,
        String status,
        String contents,
        int height,
        int top,
        List<Card> cards,
        String description) {
    private static final int CARD_HEIGHT = 64;
    private static final int GAP = 12;
    private static final int RIBBON_FROM = 140;
    private static final int RIBBON_TO = 202;
    private static final double WIDEST = 26;
    private static final double NARROWEST = 3;

    /**
     * A 1.7 source.
     *
     * @param ribbon the path of its ribbon
     * @param ribbonWidth of the ribbon
     */
    record Card(
            String name, String schema, String destination, String tables, int y, String ribbon, String ribbonWidth) {}

    static List<MergeDrawing> of(List<SavedPlan.Source> sources) {
        var drawings = new ArrayList<MergeDrawing>();
        sources.forEach(source -> drawings.add(of(source, "merge-" + drawings.size())));
        return drawings;
    }

    private static MergeDrawing of(SavedPlan.Source source, String id) {
        int count = source.origins().size();
        int height = Math.max(1, count) * (CARD_HEIGHT + GAP) - GAP;
        int top = (height - CARD_HEIGHT) / 2;
        var cards = new ArrayList<Card>();
        for (SavedPlan.Origin origin : source.origins()) {
            cards.add(card(source, origin, cards.size(), top));
        }
        String contents = Counts.of(source.schemaMappings().size(), "schema", "schemas") + ", "
                + Counts.of(source.tables().size(), "table", "tables");
        return new MergeDrawing(id, source.name(), source.status(), contents, height, top, cards, describe(source));
    }

    private static Card card(SavedPlan.Source source, SavedPlan.Origin origin, int index, int top) {
        int y = index * (CARD_HEIGHT + GAP);
        long tables = source.tablesOf(origin);
        double share = (double) tables / Math.max(1, source.tables().size());
        double from = y + CARD_HEIGHT / 2.0;
        double to = top + CARD_HEIGHT * (index + 1.0) / (source.origins().size() + 1);
        int middle = (RIBBON_FROM + RIBBON_TO) / 2;
        return new Card(
                origin.source(),
                origin.schema(),
                origin.destination(),
                Counts.of(tables, "table", "tables"),
                y,
                "M%d %.1f C%d %.1f %d %.1f %d %.1f"
                        .formatted(RIBBON_FROM, from, middle, from, middle, to, RIBBON_TO, to),
                "%.1f"
                        .formatted(NARROWEST
                                + (WIDEST - NARROWEST)
                                        * share
                                        / Math.sqrt(source.origins().size())));
    }

    private static String describe(SavedPlan.Source source) {
        return source.origins().stream()
                        .map(origin -> "The source " + origin.source() + ", " + origin.schema() + " to "
                                + origin.destination() + " with "
                                + Counts.of(source.tablesOf(origin), "table", "tables"))
                        .collect(joining("; "))
                + (source.origins().size() == 1 ? " becomes " : " become ") + "the source " + source.name() + ".";
    }
}
