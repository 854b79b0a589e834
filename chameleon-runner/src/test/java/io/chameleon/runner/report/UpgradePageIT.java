package io.chameleon.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in a real browser, on a desk and on a phone, by day and by night. Pictures are left in {@code target/report}. */
class UpgradePageIT {
    private static final int PHONE = 390;
    private static final int DESK = 1200;
    private static final Path PICTURES = Path.of("target", "report");

    @TempDir
    Path directory;

    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        browser = Browser.require(Files.createDirectory(directory.resolve("profile")));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void pages_fit_any_screen_load_nothing_and_are_accessible() throws Exception {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("done", SavedResults.recorded());
        results.put("failed", SavedResults.failed());
        results.put("hostile", SavedResults.hostile());
        for (Map.Entry<String, String> result : results.entrySet()) {
            browser.open(page(result.getKey(), result.getValue()));
            assertThat(browser.requests()).as("requests").isOne();
            for (int width : new int[] {PHONE, DESK}) {
                for (boolean dark : new boolean[] {false, true}) {
                    browser.resize(width, 844, dark);
                    String shown = result.getKey() + "-" + width + (dark ? "-dark" : "-light");
                    browser.photograph(PICTURES.resolve(shown + ".png"), true);
                    assertThat(browser.evaluate("String(document.documentElement.scrollWidth)"))
                            .as("width of " + shown)
                            .isEqualTo(String.valueOf(width));
                    assertThat(violations()).as("violations in " + shown).isEqualTo("[]");
                }
            }
            assertThat(browser.evaluate("document.title")).isNotEqualTo("owned");
        }
    }

    @Test
    void a_page_can_be_printed() throws Exception {
        browser.open(page("printed", SavedResults.recorded()));
        Path pdf = PICTURES.resolve("done.pdf");
        browser.print(pdf);

        assertThat(pdf).isNotEmptyFile();
        assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
    }

    private Path page(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name + ".html"), UpgradePage.render(SavedUpgrade.parse(json)));
    }

    /** What the Web Content Accessibility Guidelines, level AA, have against the page as it is shown now. */
    private String violations() throws IOException {
        if (browser.evaluate("typeof axe").equals("undefined")) {
            browser.evaluate(axe() + ";'loaded'");
        }
        return browser.evaluate(
                "axe.run().then(result => JSON.stringify(result.violations.map(violation =>"
                        + " violation.id + ': ' + violation.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))))");
    }

    private static String axe() throws IOException {
        try (InputStream in =
                UpgradePageIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
