package io.chameleon.runner.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours the words that matter in a text for people, where there is somebody to see it who wants it. */
final class Colours {
    private static final Pattern MARK =
            Pattern.compile("(?m)^  (PASS|WARN|FAIL)(?=  )|^  [✔✘] |^(error|WARNING):" + "|^(Type YES to [a-z ]+:)");

    private final boolean on;

    /** @param on whether there are any */
    Colours(boolean on) {
        this.on = on;
    }

    /**
     * The colours of a stream.
     *
     * @param shown whether a person looks at it
     * @param environment a {@code NO_COLOR} that isn't empty turns them off
     */
    static Colours of(boolean shown, Map<String, String> environment) {
        boolean unwanted = Optional.ofNullable(environment.get("NO_COLOR"))
                .filter(value -> !value.isEmpty())
                .isPresent();
        return new Colours(shown && !unwanted);
    }

    /** The text in colour. */
    String paint(String text) {
        return on ? MARK.matcher(text).replaceAll(Colours::painted) : text;
    }

    private static String painted(MatchResult mark) {
        String word = mark.group();
        return style(word.strip()).on() + word + Style.reset.on();
    }

    private static Style style(String word) {
        return switch (word) {
            case "PASS", "✔" -> Style.fg_green;
            case "WARN", "WARNING:" -> Style.fg_yellow;
            case "FAIL", "✘", "error:" -> Style.fg_red;
            default -> Style.bold;
        };
    }
}
