package io.chameleon.runner.demo;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What {@code docs/tutorial.md} works on: a recorded 1.7 catalogue, its configurations, and a way to call the runner. */
public final class Tutorial {
    private Tutorial() {}

    /** Puts into the directory what the tutorial's commands name, leading to the database and the jar. */
    public static void prepare(Path directory, TestDatabase database, Path jar) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("upgraded.yml"), Scenario.INSERT.configuration(database));
        List<String> old = Scenario.INSERT.legacyConfigurations(database);
        Files.writeString(directory.resolve("source_01.yaml"), old.get(0));
        Files.writeString(directory.resolve("source_02.yaml"), old.get(1));
        Path command = directory.resolve("chameleon-runner");
        Files.writeString(command, """
                #!/bin/sh
                exec "%s/bin/java" -jar "%s" "$@"
                """.formatted(System.getProperty("java.home"), jar.toAbsolutePath()));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Keeps an embedded PostgreSQL with the catalogue until the process is ended. */
    static void stay(Path jar) throws IOException, InterruptedException {
        Path directory = jar.resolveSibling("tutorial");
        try (TestDatabase database = Scenario.INSERT.database()) {
            prepare(directory, database, jar);
            System.out.println(
                    "PostgreSQL is ready for docs/tutorial.md, until Ctrl-C. Its directory is\n" + directory);
            Thread.currentThread().join();
        }
    }
}
