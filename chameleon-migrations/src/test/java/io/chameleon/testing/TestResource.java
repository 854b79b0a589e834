package io.chameleon.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** Files of the test class path; those whose name ends in {@code .gz} are unpacked while they are read. */
final class TestResource {
    private TestResource() {}

    static InputStream open(String name) {
        var resource = TestResource.class.getResourceAsStream("/" + name);
        if (resource == null) {
            throw new IllegalArgumentException("no test resource " + name);
        }
        try {
            return name.endsWith(".gz") ? new GZIPInputStream(resource) : resource;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try (var content = open(name)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
