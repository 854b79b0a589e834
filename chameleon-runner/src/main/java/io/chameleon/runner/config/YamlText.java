package io.chameleon.runner.config;

import java.util.List;
import org.yaml.snakeyaml.reader.StreamReader;

/** Lines of YAML, one below the other. Keys are written as they are: what isn't known to be harmless comes quoted. */
final class YamlText {
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    YamlText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A comment; whatever could end its line is shown as an escape. */
    YamlText comment(int depth, String comment) {
        return line(STEP.repeat(depth) + ("# " + printable(comment)).stripTrailing());
    }

    /** A key that opens a mapping or a list. */
    YamlText key(int depth, String key) {
        return line(STEP.repeat(depth) + key + ":");
    }

    YamlText entry(int depth, String key, YamlScalar value) {
        return line(STEP.repeat(depth) + key + ": " + value.yaml());
    }

    YamlText entry(int depth, String key, String text) {
        return entry(depth, key, YamlScalar.text(text));
    }

    /** A key without a value, and why it has none. */
    YamlText blank(int depth, String key, String reason) {
        return line(STEP.repeat(depth) + key + ":  # " + printable(reason));
    }

    /** A list of texts, or a key without a value where there are none. */
    YamlText list(int depth, String key, List<String> items) {
        key(depth, key);
        items.forEach(item -> line(STEP.repeat(depth + 1) + "- " + YamlScalar.quoted(item)));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append("\\u%04X".formatted(c));
            }
        });
        return printable.toString();
    }

    private static boolean isPrintable(int c) {
        return StreamReader.isPrintable(c)
                && switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        false;
                    default -> true;
                };
    }
}
