package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image that the property {@code container.image} names, without rights and on a read-only disk. */
class ContainerImageIT {
    private static final String IMAGE = System.getProperty("container.image", "");

    @TempDir
    Path directory;

    private Path configurations;
    private Path work;

    @BeforeEach
    void directories() throws IOException {
        assumeTrue(!IMAGE.isEmpty(), "skipped: no -Dcontainer.image=NAME (.ci/image builds one and runs this)");
        configurations = Files.createDirectory(directory.resolve("configuration"));
        work = Files.createDirectory(directory.resolve("work"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Whoever runs in the container isn't who runs the test.
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void it_runs_as_nobody_in_particular_and_knows_its_version() throws Exception {
        assertThat(docker("image", "inspect", "--format", "{{.Config.User}}", IMAGE)
                        .out())
                .isEqualTo("65532:65532\n");
        var version = run(List.of(), "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("chameleon-runner 0.").doesNotContain("not built");
        assertThat(run(List.of(), "--help").out()).contains("Usage: chameleon-runner");
    }

    @Test
    void an_upgrade_with_a_mounted_configuration() throws Exception {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            Path file = configurations.resolve("upgraded.yml");
            Files.writeString(file, Scenario.UPDATE.configuration(database));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

            var result = run(
                    List.of(),
                    "upgrade",
                    "--config",
                    "upgraded",
                    "--yes",
                    "--output",
                    "json",
                    "--report",
                    "upgrade.html");

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.liveCatalogue()).isEqualTo("2.0.10");
            assertThat(work.resolve("upgrade.html")).isNotEmptyFile();
        }
    }

    @Test
    void a_fresh_catalogue_with_the_environment_alone() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            List<String> environment = List.of(
                    "--env", "PGHOST=127.0.0.1",
                    "--env", "PGPORT=" + database.port(),
                    "--env", "PGDATABASE=" + database.name(),
                    "--env", "PGUSER=" + TestDatabase.OWNER,
                    "--env", "PGPASSWORD=" + TestDatabase.PASSWORD);

            assertThat(run(environment, "install", "--yes").exitCode()).isZero();
            assertThat(run(environment, "status", "--output", "json").liveCatalogue())
                    .isEqualTo("2.0.10");
        }
    }

    private CommandResult run(List<String> options, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--network=host",
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--volume=" + configurations + ":/home/chameleon/.pg_chameleon/configuration:ro",
                "--volume=" + work + ":/work"));
        command.addAll(options);
        command.add(IMAGE);
        command.addAll(List.of(arguments));
        return docker(command.toArray(String[]::new));
    }

    private CommandResult docker(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
