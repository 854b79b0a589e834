package io.chameleon.runner.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of a mapping, each of which occurs once. A key that holds nothing is there, but has no value. */
final class YamlMapping {
    private final YamlNode owner;
    private final Map<Key, YamlNode> values = new LinkedHashMap<>();

    YamlMapping(YamlNode owner, MappingNode mapping) {
        this.owner = owner;
        mapping.getValue().forEach(this::add);
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw owner.child("?", tuple).wrongType("a text as key", "a collection");
        }
        var value = owner.child(key.getValue(), tuple);
        var first = values.putIfAbsent(new Key(key.getValue(), key.getTag()), value);
        if (first != null) {
            throw value.failure(
                    "config.duplicate-key",
                    "the key is already there in line " + first.line() + ".",
                    "Keep one of the two.");
        }
    }

    /** The value of a key; empty where the key is missing or holds nothing. */
    Optional<YamlNode> get(String key) {
        return find(key).filter(value -> !value.isNull());
    }

    /** The value of a key, even if it holds nothing; empty where the key is missing. */
    Optional<YamlNode> find(String key) {
        return Optional.ofNullable(values.get(new Key(key, Tag.STR)));
    }

    /** The value of a key that must be there, even if it holds nothing. */
    YamlNode require(String key) {
        return find(key)
                .orElseThrow(() -> owner.failure("config.missing-key", "the key " + key + " is missing.", "Add it."));
    }

    /** All values, whatever their keys look like. */
    Collection<YamlNode> values() {
        return Collections.unmodifiableCollection(values.values());
    }

    /** All values by key. What looks like a number or a boolean isn't taken for a name. */
    Map<String, YamlNode> entries(String expectedKeys) {
        var entries = new LinkedHashMap<String, YamlNode>();
        values.forEach((key, value) -> {
            if (!key.tag().equals(Tag.STR)) {
                throw value.wrongType(expectedKeys + " as key", YamlTypes.describe(key.tag()));
            }
            if (key.text().isEmpty()) {
                throw value.wrongType(expectedKeys + " as key", "an empty text");
            }
            entries.put(key.text(), value);
        });
        return entries;
    }

    /** The text {@code "1"} and the number {@code 1} are different keys. */
    private record Key(String text, Tag tag) {}
}
