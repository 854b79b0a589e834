package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of text whose columns line up, however long the names are and whatever is in them. */
final class TextTable {
    private static final String GAP = "  ";

    private final String indent;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(int indent) {
        this.indent = " ".repeat(indent);
    }

    /** Adds a row; rows may have different numbers of cells. */
    TextTable row(String... cells) {
        rows.add(
                Stream.of(cells).map(cell -> cell.replaceAll("\\p{Cntrl}", " ")).toList());
        return this;
    }

    /** The rows, each with a line end, without blanks at the end of a line. */
    String render() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                line.append(pad(row.get(column), width(column))).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** The same where it fits; elsewhere each row by itself, one cell in a line, with the first row as the labels. */
    String render(int columns) {
        String text = render();
        return text.lines().allMatch(line -> length(line) <= columns)
                ? text
                : rows.stream().skip(1).map(this::renderAlone).collect(joining("\n"));
    }

    private String renderAlone(List<String> row) {
        var table = new TextTable(indent.length());
        List<String> labels = rows.get(0);
        for (int column = 0; column < row.size(); column++) {
            table.row(labels.get(column), row.get(column));
        }
        return table.render();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - length(cell));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
