package io.chameleon.runner.report;

import java.io.IOException;
import java.nio.file.Path;

/** A page as a browser shows it. */
public final class PagePicture {
    private PagePicture() {}

    /**
     * Takes a picture of the top of a page.
     *
     * @param profile an empty directory
     */
    public static void take(Path page, Path png, int width, int height, Path profile)
            throws IOException, InterruptedException {
        try (Browser browser = Browser.require(profile)) {
            browser.resize(width, height, false);
            browser.open(page);
            browser.photograph(png, false);
        }
    }
}
