package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link from one page of the documentation to another leads somewhere, and every page can be reached. */
class DocumentationLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void every_link_leads_to_a_file_and_a_heading() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page)).results().forEach(link -> {
                Path target = link.group(1).isEmpty()
                        ? page
                        : page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target) || link.group(2) != null && !has(target, link.group(2))) {
                    broken.add(ROOT.relativize(page) + ": " + link.group());
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_first_page_of_the_documentation_leads_to_all_others() throws IOException {
        Path first = ROOT.resolve("docs/README.md");
        List<Path> linked = LINK.matcher(Files.readString(first))
                .results()
                .map(link -> first.resolveSibling(link.group(1)).normalize())
                .toList();

        assertThat(pages())
                .hasSizeGreaterThan(20)
                .filteredOn(page -> !page.equals(first) && page.startsWith(ROOT.resolve("docs")))
                .allMatch(linked::contains);
    }

    private static boolean has(Path page, String anchor) {
        try {
            String text = Files.readString(page);
            return text.contains("id=\"" + anchor + "\"")
                    || HEADING.matcher(text).results().anyMatch(heading -> anchorOf(heading.group(1))
                            .equals(anchor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As GitHub makes it of a heading. */
    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
