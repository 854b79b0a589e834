package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fits tables to a screen that is too narrow for them: what is too long in the last column goes on below where it begins.
 * Tables whose last column begins too far on the right, and texts without columns, are left to the terminal: those can be
 * copied and searched for as they are.
 *
 * @param columns how many characters fit in one line
 */
record Folding(int columns) {
    /** For pipes and files. */
    static final Folding NONE = new Folding(Integer.MAX_VALUE);

    private static final int LEAST_INDENT = 8;
    private static final int LEAST_WIDTH = 20;

    /** Up to the last column: two blanks at least are between two of them, and within a sentence there is one. */
    private static final Pattern OTHER_COLUMNS = Pattern.compile("^.* {2,}(?=\\S)");

    /** The text, each of whose lines ends as before. */
    String fold(String text) {
        return equals(NONE)
                ? text
                : text.lines().map(this::foldLine).collect(joining("\n")) + (text.endsWith("\n") ? "\n" : "");
    }

    private String foldLine(String line) {
        Matcher others = OTHER_COLUMNS.matcher(line);
        if (length(line) <= columns || !others.find()) {
            return line;
        }
        int indent = length(others.group());
        return indent < LEAST_INDENT || columns - indent < LEAST_WIDTH
                ? line
                : others.group() + wrap(line.substring(others.end()), columns - indent, "\n" + " ".repeat(indent));
    }

    /** A word that is too long for a line is left to the terminal. */
    private static String wrap(String sentence, int width, String lineBreak) {
        var wrapped = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            if (used > 0 && used + 1 + length(word) > width) {
                wrapped.append(lineBreak);
                used = 0;
            } else if (used > 0) {
                wrapped.append(' ');
                used++;
            }
            wrapped.append(word);
            used += length(word);
        }
        return wrapped.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
