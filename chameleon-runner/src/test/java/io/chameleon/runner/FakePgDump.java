package io.chameleon.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts in the place of PostgreSQL's programs, for what those do on a bad day. */
final class FakePgDump {
    private static final String CURRENT = "99.1";

    private FakePgDump() {}

    /** Of a version that reads every server. When it is to dump, {@code $file} is where to. */
    static Path that(Path directory, String dumps) {
        return ofVersion(directory, CURRENT, dumps);
    }

    static Path ofVersion(Path directory, String version, String dumps) {
        return script(directory, "pg_dump", """
                for argument; do
                    case "$argument" in
                        --version) echo 'pg_dump (PostgreSQL) %s'; exit 0 ;;
                        --file=*) file=${argument#--file=} ;;
                    esac
                done
                %s
                """.formatted(version, dumps));
    }

    /** The {@code pg_restore} beside it. */
    static void restore(Path directory, String body) {
        script(directory, "pg_restore", body);
    }

    private static Path script(Path directory, String name, String body) {
        try {
            Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body);
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
