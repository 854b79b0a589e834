package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something that the converted configuration doesn't say as the old ones did.
 *
 * @param key path of the key in the old configurations, such as {@code mysql_conn.user}
 * @param places file and line of each occurrence, in the order in which the files were given
 * @param problem one or more sentences: what became of it; never a password
 */
public record ConversionNote(String key, List<String> places, String problem) {
    public ConversionNote {
        requireNonNull(key, "key");
        places = List.copyOf(places);
        requireNonNull(problem, "problem");
    }

    static ConversionNote of(String key, List<YamlNode> nodes, String problem) {
        return new ConversionNote(key, nodes.stream().map(YamlNode::fileAndLine).toList(), problem);
    }
}
