package io.chameleon.runner.cli;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** The places in the documentation that messages lead to. */
final class Anchors {
    private static final Path ROOT = Path.of("..").toAbsolutePath();
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern PLACE = Pattern.compile("(docs/[a-z-]+\\.md)#([a-z0-9._-]+)");

    private Anchors() {}

    /** The places that a text names and that don't exist. */
    static Set<String> missingIn(String text) {
        return PLACE.matcher(text)
                .results()
                .filter(place -> !in(place.group(1)).contains(place.group(2)))
                .map(place -> place.group())
                .collect(toSet());
    }

    /** The anchors of a page. */
    static Set<String> in(String page) {
        try {
            return ANCHOR.matcher(Files.readString(ROOT.resolve(page)))
                    .results()
                    .map(anchor -> anchor.group(1))
                    .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
