package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.util.Optional;

/**
 * A text of a configuration, and where it stands.
 *
 * @param text not empty
 */
record PlacedText(String text, YamlNode node) {
    static PlacedText of(YamlNode node) {
        return new PlacedText(node.requiredText(), node);
    }

    static PlacedText required(YamlMapping mapping, String key) {
        return of(mapping.require(key));
    }

    static Optional<PlacedText> optional(YamlMapping mapping, String key) {
        return mapping.get(key).map(PlacedText::of);
    }

    ChameleonException failure(String code, String problem, String remedy) {
        return node.failure(code, problem, remedy);
    }
}
