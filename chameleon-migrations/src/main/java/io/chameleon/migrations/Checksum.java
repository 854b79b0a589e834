package io.chameleon.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/** What Flyway keeps of a script, to see whether it has changed. */
final class Checksum {
    private Checksum() {}

    /** As Flyway takes it: how lines end doesn't matter. */
    static int of(String text) {
        var checksum = new CRC32();
        text.lines().forEach(line -> checksum.update(line.getBytes(UTF_8)));
        return (int) checksum.getValue();
    }
}
