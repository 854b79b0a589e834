package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file that knows where it stands. It is read as PyYAML would read it; where the result would
 * surprise (the port 05432 is octal, the schema name 1_000 is a number), it is refused with the advice to quote it.
 * Messages name the type of what was found, never the value: it may be a password.
 */
final class YamlNode {
    private static final String DECIMAL = "0|[1-9][0-9]*";

    private final Path file;
    private final String path;
    private final int line;
    private final Node node;

    private YamlNode(Path file, String path, int line, Node node) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.node = node;
    }

    static YamlNode root(Path file, Node node) {
        return new YamlNode(file, "", lineOf(node), node);
    }

    /** The value of a tuple. It stands where its key does: the value itself may be an alias or begin further down. */
    YamlNode child(String key, NodeTuple tuple) {
        String childPath = path.isEmpty() ? key : path + "." + key;
        return new YamlNode(file, childPath, lineOf(tuple.getKeyNode()), tuple.getValueNode());
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    int line() {
        return line;
    }

    /** Key path and line. */
    String place() {
        return (path.isEmpty() ? "" : path + ", ") + "line " + line;
    }

    /** Key path, without the file. */
    String path() {
        return path;
    }

    /** File and line. */
    String fileAndLine() {
        return file + ", line " + line;
    }

    YamlMapping mapping(String expected) {
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return new YamlMapping(this, mapping);
        }
        throw wrongType(expected, found());
    }

    /** The items of a list. */
    List<YamlNode> items(String expected) {
        if (!(node instanceof SequenceNode list)) {
            throw wrongType(expected, found());
        }
        var items = new ArrayList<YamlNode>();
        for (Node item : list.getValue()) {
            items.add(new YamlNode(file, path + "[" + items.size() + "]", lineOf(item), item));
        }
        return items;
    }

    /** A text, a number or a boolean, to be written again as it was read. */
    YamlScalar scalar() {
        var scalar = new YamlScalar(node.getTag(), value());
        if (!(node instanceof ScalarNode) || !scalar.isWritable()) {
            throw wrongType("a text, a number or a boolean", found());
        }
        return scalar;
    }

    /** A text that isn't empty, or a decimal number as it is written. */
    String requiredText() {
        return text().orElseThrow(() -> wrongType("a text", "an empty text"));
    }

    /** A text, or a decimal number as it is written; empty where the text is. */
    Optional<String> text() {
        boolean readable = node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.INT) && value().matches(DECIMAL);
        if (!readable) {
            throw wrongType("a text", found());
        }
        return Optional.of(value()).filter(text -> !text.isEmpty());
    }

    /** A text that isn't empty; what looks like a number or a boolean is none. */
    String name(String expected) {
        if (!node.getTag().equals(Tag.STR) || value().isEmpty()) {
            throw wrongType(expected, found());
        }
        return value();
    }

    /** A port, written as a number or as a text. */
    int port() {
        boolean scalar = node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.INT);
        if (!scalar || !HostAndPort.isPort(value())) {
            throw failure(
                    "config.wrong-type",
                    "expected a port, found " + (scalar ? found() + " that isn't one" : found()) + ".",
                    "Write a decimal number from 1 to 65535, without leading zeros.");
        }
        return Integer.parseInt(value());
    }

    /** A boolean, with all the spellings of YAML 1.1: yes, on, true and their opposites. */
    boolean flag() {
        if (!node.getTag().equals(Tag.BOOL)) {
            throw wrongType("true or false", found());
        }
        return value().toLowerCase(Locale.ROOT).matches("yes|on|true");
    }

    ChameleonException wrongType(String expected, String found) {
        boolean quotable = node instanceof ScalarNode && !isNull();
        return failure(
                "config.wrong-type",
                "expected " + expected + ", found " + found + ".",
                quotable ? "Correct it; what is meant as a text but looks different needs quotes." : "Correct it.");
    }

    ChameleonException failure(String code, String problem, String remedy) {
        return ChameleonException.usage(code, file + ": " + place() + ": " + problem, remedy);
    }

    private String found() {
        return node.getTag().equals(Tag.STR) && value().isEmpty() ? "an empty text" : YamlTypes.describe(node.getTag());
    }

    private String value() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
