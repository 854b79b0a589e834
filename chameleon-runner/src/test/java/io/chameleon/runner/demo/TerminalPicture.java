package io.chameleon.runner.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a terminal shows after a text was written to it, as SVG. It knows what the runner writes: lines, carriage
 * returns, clearing to the end of the line, and the colours.
 */
final class TerminalPicture {
    private static final double CHARACTER = 8.4;
    private static final int LINE = 20;
    private static final int MARGIN = 22;
    private static final int BAR = 36;
    private static final Map<String, String> CLASSES =
            Map.of("1", "bold", "31", "red", "32", "green", "33", "yellow", "36", "cyan");

    private record Cell(String character, String style) {}

    private final int columns;
    private final List<List<Cell>> rows = new ArrayList<>(List.of(new ArrayList<>()));
    private int column;
    private String style = "";

    private TerminalPicture(int columns) {
        this.columns = columns;
    }

    /** @param columns where a line that is too long goes on in the next one */
    static String of(String written, int columns, String title) {
        var picture = new TerminalPicture(columns);
        picture.write(written);
        return picture.svg(title);
    }

    private void write(String written) {
        int at = 0;
        while (at < written.length()) {
            int character = written.codePointAt(at);
            if (character == '\u001b') {
                at = obey(written, at);
            } else {
                show(character);
                at += Character.charCount(character);
            }
        }
    }

    private void show(int character) {
        if (character == '\n') {
            newLine();
        } else if (character == '\r') {
            column = 0;
        } else {
            if (column == columns) {
                newLine();
            }
            put(new Cell(Character.toString(character), style));
        }
    }

    private void newLine() {
        rows.add(new ArrayList<>());
        column = 0;
    }

    private void put(Cell cell) {
        List<Cell> row = rows.get(rows.size() - 1);
        while (row.size() <= column) {
            row.add(new Cell(" ", ""));
        }
        row.set(column++, cell);
    }

    /** Returns where the text goes on after a sequence such as {@code ESC [ 32 m}. */
    private int obey(String written, int at) {
        int end = at + 2;
        while (!Character.isLetter(written.charAt(end))) {
            end++;
        }
        String parameters = written.substring(at + 2, end);
        switch (written.charAt(end)) {
            case 'm' -> style = CLASSES.getOrDefault(parameters, "");
            case 'K' -> {
                List<Cell> row = rows.get(rows.size() - 1);
                row.subList(Math.min(column, row.size()), row.size()).clear();
            }
            default -> throw new IllegalArgumentException("unknown: " + written.substring(at + 1, end + 1));
        }
        return end + 1;
    }

    private String svg(String title) {
        while (rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        long width = Math.round(2 * MARGIN + columns * CHARACTER);
        int height = BAR + rows.size() * LINE + MARGIN;
        var text = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
                <title id="title">%s</title>
                <style>
                text { font: 14px ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #d7dde2; white-space: pre; }
                .bold { font-weight: 700; fill: #fff; } .green { fill: #82dea5; } .yellow { fill: #f2c468; } .red { fill: #ffa199; } .cyan { fill: #7fd4e6; }
                </style>
                <rect width="100%%" height="100%%" rx="10" fill="#14191e"/>
                <circle cx="22" cy="19" r="5.5" fill="#3b464f"/><circle cx="40" cy="19" r="5.5" fill="#3b464f"/><circle cx="58" cy="19" r="5.5" fill="#3b464f"/>
                """.formatted(width, height, width, height, escape(title)));
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row), BAR + (row + 1) * LINE));
        }
        return text.append("</svg>\n").toString();
    }

    /** Each run of one colour gets its place and its length, so that no font shifts the columns. */
    private String line(List<Cell> cells, int y) {
        var text = new StringBuilder();
        int start = 0;
        while (start < cells.size()) {
            int end = start;
            while (end < cells.size()
                    && cells.get(end).style().equals(cells.get(start).style())) {
                end++;
            }
            text.append(run(cells.subList(start, end), start, y));
            start = end;
        }
        return text.toString();
    }

    private static String run(List<Cell> cells, int start, int y) {
        var characters = new StringBuilder();
        cells.forEach(cell -> characters.append(cell.character()));
        if (characters.toString().isBlank()) {
            return "";
        }
        String style = cells.get(0).style();
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s xml:space=\"preserve\">%s</text>%n",
                MARGIN + start * CHARACTER,
                y,
                cells.size() * CHARACTER,
                style.isEmpty() ? "" : " class=\"" + style + "\"",
                escape(characters.toString()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
