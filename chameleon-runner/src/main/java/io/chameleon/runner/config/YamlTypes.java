package io.chameleon.runner.config;

import java.util.Map;
import org.yaml.snakeyaml.nodes.Tag;

/** What YAML 1.1 takes a value for, in words. */
final class YamlTypes {
    private static final Map<Tag, String> WORDS = Map.of(
            Tag.STR, "a text",
            Tag.INT, "a number",
            Tag.FLOAT, "a number",
            Tag.BOOL, "a boolean",
            Tag.TIMESTAMP, "a date",
            Tag.NULL, "nothing",
            Tag.MAP, "a mapping",
            Tag.SEQ, "a list");

    private YamlTypes() {}

    /** The tag's own name isn't told: a password that begins with an exclamation mark looks like one. */
    static String describe(Tag tag) {
        return WORDS.getOrDefault(tag, "a value of another type");
    }
}
