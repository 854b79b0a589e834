package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Prints texts for people. Names of schemas and tables can hold anything: whatever a terminal would obey as a command
 * is shown as a replacement character, and a line can't begin like a command of GitHub Actions.
 *
 * @param stream where to
 * @param colours its colours
 * @param folding how long lines are folded
 */
record Printer(PrintStream stream, Colours colours, Folding folding) {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f&&[^\\n\\t]]");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(\\h*):(?=:)|##(?=\\[)");

    Printer {
        requireNonNull(stream, "stream");
        requireNonNull(colours, "colours");
        requireNonNull(folding, "folding");
    }

    void print(String text) {
        String harmless = CONTROL.matcher(text).replaceAll("\ufffd");
        // Folding begins new lines.
        String folded = folding.fold(harmless);
        stream.print(colours.paint(COMMAND.matcher(folded).replaceAll("$1\ufffd")));
        stream.flush();
    }
}
