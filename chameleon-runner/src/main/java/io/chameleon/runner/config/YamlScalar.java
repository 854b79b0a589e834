package io.chameleon.runner.config;

import java.io.StringWriter;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A single value and how it is written. Texts are always quoted: then nothing depends on what YAML 1.1 takes for a
 * number, a date or a boolean, about which its implementations don't quite agree.
 *
 * @param tag what YAML takes the value for
 * @param value the text without quotes; anything else as it is written
 */
record YamlScalar(Tag tag, String value) {
    private static final Set<Tag> PLAIN = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

    static YamlScalar text(String value) {
        return new YamlScalar(Tag.STR, value);
    }

    static YamlScalar number(int value) {
        return new YamlScalar(Tag.INT, Integer.toString(value));
    }

    static YamlScalar flag(boolean value) {
        return new YamlScalar(Tag.BOOL, Boolean.toString(value));
    }

    /** A text in double quotes, on one line, with everything escaped that isn't printable. */
    static String quoted(String text) {
        var options = new DumperOptions();
        options.setSplitLines(false);
        var yaml = new StringWriter();
        // As a node: an object would be represented as binary where a character isn't printable.
        new Yaml(options).serialize(new ScalarNode(Tag.STR, text, null, null, ScalarStyle.DOUBLE_QUOTED), yaml);
        return yaml.toString().stripTrailing();
    }

    /** Whether {@link #yaml} is read as the same value: an explicit tag may claim what the value doesn't look like. */
    boolean isWritable() {
        return isText()
                || PLAIN.contains(tag)
                        && value.matches("\\S+")
                        && new Resolver().resolve(NodeId.scalar, value, true).equals(tag);
    }

    String yaml() {
        return isText() ? quoted(value) : value;
    }

    private boolean isText() {
        return tag.equals(Tag.STR);
    }
}
