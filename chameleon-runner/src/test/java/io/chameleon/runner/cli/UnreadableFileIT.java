package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.runner.SmallReplica;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator isn't the user whom the files belong to. Root may read them all, so that then somebody else must run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no POSIX permissions")
class UnreadableFileIT {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final List<String> AS_SOMEBODY_ELSE =
            ROOT ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();

    @TempDir
    Path directory;

    private Path configurations;
    private Path jar;

    @BeforeEach
    void has_a_configuration() throws Exception {
        assumeTrue(maySwitchUser(), "skipped: root can read every file, and no setpriv runs Java as somebody else");
        allow(directory, "rwxr-xr-x");
        jar = Files.copy(JarProcess.JAR, directory.resolve("runner.jar"));
        allow(jar, "r--r--r--");
        configurations = Files.createDirectories(directory.resolve(".pg_chameleon/configuration"));
        Files.writeString(configurations.resolve("secret.yml"), SmallReplica.MERGED);
    }

    @AfterEach
    void can_be_deleted() throws IOException {
        for (Path path : List.of(directory.resolve(".pg_chameleon"), configurations)) {
            allow(path, "rwxr-xr-x");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "check --config secret, config.unreadable",
        "plan --config secret, config.unreadable",
        "upgrade --yes --config secret, config.unreadable",
        "upgrade --yes --config .pg_chameleon/configuration/secret.yml, config.unreadable",
        "status --config secret, config.unreadable",
        "convert-config --source merged .pg_chameleon/configuration/secret.yml, config.unreadable",
        "report --from .pg_chameleon/configuration/secret.yml, report.unreadable",
    })
    void a_file_that_may_not_be_read_is_named(String words, String code) throws Exception {
        allow(configurations.resolve("secret.yml"), "---------");

        assertDenied(run(words), code);
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade --yes --config secret",
        "upgrade --yes --config secret.yml",
        "upgrade --yes --config .pg_chameleon/configuration/secret.yml",
        "upgrade --yes --config ~/.pg_chameleon/configuration/secret.yml",
    })
    void a_file_in_a_directory_that_may_not_be_searched_is_not_said_to_be_absent(String words) throws Exception {
        allow(directory.resolve(".pg_chameleon"), "---------");

        assertDenied(run(words), "config.unreadable");
    }

    /** So that the tests above don't pass for another reason. */
    @Test
    void the_same_file_is_read_where_that_is_allowed() throws Exception {
        var result = run("check --config secret --url postgresql://localhost:1/nowhere");

        assertThat(result.err()).contains("connection.refused");
    }

    private static void assertDenied(CommandResult result, String code) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).matches("""
                error: \\S*secret\\.yml: can't be read: permission denied\\.
                remedy: [^\\n]+
                Nothing was tried\\.
                more: docs/troubleshooting\\.md#%s
                """.formatted(code));
    }

    private CommandResult run(String words) throws IOException, InterruptedException {
        return new JarProcess.Builder(directory)
                .startedBy(AS_SOMEBODY_ELSE, jar)
                .withJavaOption("-Duser.home=" + directory)
                .run(words.split(" "));
    }

    private static boolean maySwitchUser() throws InterruptedException {
        var command = Stream.concat(
                        AS_SOMEBODY_ELSE.stream(),
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-version"))
                .toList();
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
