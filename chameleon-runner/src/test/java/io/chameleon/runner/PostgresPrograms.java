package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.runner.config.ConnectionSettings;
import io.chameleon.runner.config.Secret;
import io.chameleon.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's client programs, which the embedded server doesn't bring: those in the directory that the property
 * {@code pg.bin} names, or those on the path.
 */
final class PostgresPrograms {
    private final Path directory;

    private PostgresPrograms(Path directory) {
        this.directory = directory;
    }

    /** Skips the test where there are none, or none that can read the server. */
    static PostgresPrograms require(TestDatabase database) throws Exception {
        var found = find();
        assumeTrue(found.isPresent(), "skipped: no pg_dump on the path, and no -Dpg.bin=DIRECTORY");
        int server;
        try (var connection = database.connect()) {
            server = connection.getMetaData().getDatabaseMajorVersion();
        }
        var programs = new PostgresPrograms(found.get());
        int version = programs.majorVersion();
        assumeTrue(version >= server, "skipped: pg_dump " + version + " is older than the server " + server);
        return programs;
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getProperty("pg.bin")).orElse(System.getenv("PATH"));
        return Stream.of(path.split(File.pathSeparator))
                .map(Path::of)
                .filter(directory -> Files.isExecutable(directory.resolve("pg_dump")))
                .findFirst();
    }

    /** The variables of this process, with the programs on the path. */
    Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.merge("PATH", directory.toString(), (old, first) -> first + File.pathSeparator + old);
        return environment;
    }

    /** How the owner of the test's database connects. */
    static ConnectionSettings connection(TestDatabase database) {
        return new ConnectionSettings(
                "localhost",
                database.port(),
                database.name(),
                TestDatabase.OWNER,
                Optional.of(Secret.of(TestDatabase.PASSWORD)),
                Map.of());
    }

    /** Restores a backup into another database. */
    void restore(Path backup, TestDatabase database) throws Exception {
        var builder = new ProcessBuilder(
                directory.resolve("pg_restore").toString(),
                "--exit-on-error",
                "--no-password",
                "--dbname=" + database.name(),
                backup.toString());
        builder.environment().putAll(connection(database).toLibpqEnvironment());
        assertThat(run(builder)).isEmpty();
    }

    private int majorVersion() throws Exception {
        var version = Pattern.compile("\\) (\\d+)")
                .matcher(run(new ProcessBuilder(directory.resolve("pg_dump").toString(), "--version")));
        assertThat(version.find()).isTrue();
        return Integer.parseInt(version.group(1));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
