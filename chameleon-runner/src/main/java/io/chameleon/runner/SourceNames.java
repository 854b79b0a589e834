package io.chameleon.runner;

import io.chameleon.runner.failure.ChameleonException;
import java.util.List;

/** Looks for a source that somebody has named. */
final class SourceNames {
    private SourceNames() {}

    /** @throws ChameleonException of kind REFUSED, with the names that there are, when the name isn't among them */
    static void requireKnown(String name, List<String> known) {
        if (!known.contains(name)) {
            throw ChameleonException.refused(
                    "source.unknown",
                    "The live catalogue has no source " + name + ".",
                    known.isEmpty()
                            ? "It has no sources at all."
                            : "Its sources are " + String.join(", ", known) + ".");
        }
    }
}
