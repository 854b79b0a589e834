package io.chameleon.runner.dist;

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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts what people download. */
class DistributionIT {
    @TempDir
    Path directory;

    private Distribution distribution;

    @BeforeEach
    void unpack() throws Exception {
        distribution = Distribution.unpackedIn(Files.createDirectory(directory.resolve("with blanks")));
    }

    @Test
    void shows_its_version_and_help_without_loading_flyway() throws Exception {
        Path log = directory.resolve("classes.txt");
        distribution
                .with("CHAMELEON_CACHE", "off")
                .with("CHAMELEON_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none");
        for (List<String> arguments :
                List.of(List.of("--version"), List.of("--help"), List.of("upgrade", "--help"), List.of("nonsense"))) {
            distribution.run(arguments.toArray(String[]::new));

            assertThat(Files.readString(log)).contains("picocli").doesNotContain("org.flywaydb", "org.postgresql");
        }
        assertThat(distribution.run("--version").out()).startsWith("chameleon-runner ");
    }

    @Test
    void starts_through_symbolic_links_and_from_the_path() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), distribution.home().resolve("bin/chameleon-runner"));
        Files.createSymbolicLink(bin.resolve("chameleon-runner"), Path.of("..", "link"));

        assertThat(distribution.calledAs(link).run("--version").out()).startsWith("chameleon-runner ");
        assertThat(distribution
                        .calledAs(bin.resolve("chameleon-runner"))
                        .run("--version")
                        .out())
                .startsWith("chameleon-runner ");
        assertThat(Distribution.run(
                                directory,
                                directory,
                                Map.of("PATH", bin + ":" + System.getenv("PATH"), "CHAMELEON_CACHE", "off"),
                                List.of("sh", "-c", "chameleon-runner --version"))
                        .out())
                .startsWith("chameleon-runner ");
    }

    @Test
    void loads_an_upgrade_from_the_class_archive_of_the_first_start() throws Exception {
        Path log = directory.resolve("classes.txt");
        // Java 17 takes no classes of ours from an archive when the path of the jar has blanks.
        distribution = Distribution.unpackedIn(Files.createDirectory(directory.resolve("plain")));
        distribution.awaitArchive();
        try (TestDatabase database = Scenario.UPDATE.database()) {
            Path configuration =
                    Files.writeString(directory.resolve("upgraded.yml"), Scenario.UPDATE.configuration(database));

            var result = distribution
                    .with("CHAMELEON_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none")
                    .run("upgrade", "--config", configuration.toString(), "--yes");

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).startsWith("The catalogue is 2.0.10 now; it was 1.7.\n");
        }
        List<String> loaded = Files.readAllLines(log).stream()
                .filter(line ->
                        line.matches("(io\\.chameleon|db\\.chameleon|org\\.flywaydb|org\\.postgresql|picocli)\\..*"))
                .toList();
        long archived = loaded.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();
        assertThat(loaded).hasSizeGreaterThan(800);
        assertThat(archived * 100 / loaded.size())
                .as("percentage of the classes that come from the archive; mvn -Pclass-list verify renews their list")
                .isGreaterThanOrEqualTo(80);
        assertThat(distribution.archives()).hasSize(1);
    }

    @Test
    void does_without_an_archive_that_is_broken_or_can_not_be_made() throws Exception {
        distribution.awaitArchive();
        Path archive = distribution.archives().get(0);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(archive, "not an archive");
        assertRunsSilently();

        distribution.with("CHAMELEON_CACHE", "/dev/null/nowhere");
        assertRunsSilently();

        distribution.with("CHAMELEON_CACHE", null).with("XDG_CACHE_HOME", null).with("HOME", null);
        assertRunsSilently();
    }

    @Test
    void says_which_java_it_needs() throws Exception {
        Path old = java("old", "openjdk version \"11.0.2\" 2019-01-15");
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");

        assertRefuses(old.toString(), "/bin/java is Java 11.0.2; version 17 or later is needed.");
        assertRefuses(java("ancient", "java version \"1.8.0_402\"").toString(), "is Java 1.8.0_402;");
        assertRefuses(java("mute", "").toString(), "is Java of an unknown version;");
        assertRefuses("/nowhere", "JAVA_HOME is /nowhere, and there is no bin/java in it.");

        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String program : List.of("sh", "readlink", "sed")) {
            program(bin.resolve(program), "exec " + which(program) + " \"$@\"");
        }
        distribution.with("PATH", bin.toString());
        assertRefuses(null, "There is no Java.");
    }

    @Test
    void finds_java_on_the_path() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path java = bin.resolve("java");
        Files.createSymbolicLink(java, Path.of(System.getProperty("java.home"), "bin", "java"));

        distribution.with("JAVA_HOME", null).with("PATH", bin + ":" + System.getenv("PATH"));

        assertRunsSilently();
        Files.delete(java);
    }

    @Test
    void completes_commands_and_options_in_bash() throws Exception {
        assumeTrue(Distribution.has("bash"), "skipped: there is no bash");

        assertThat(completions("sta")).contains("status");
        assertThat(completions("upgrade", "--on-l")).contains("--on-leftover");
        assertThat(completions("show_status", "--sour")).contains("--source");
        assertThat(completions("upgrade", "--on-leftover", "")).containsExactly("refuse", "drop", "rename");
        assertThat(completions("upgrade", "--on-replay-error", "")).containsExactly("stop", "disable");
        assertThat(completions("status", "--output", "j")).containsExactly("json");
    }

    @Test
    void the_manual_page_has_every_command_and_option() throws Exception {
        String page = Files.readString(distribution.home().resolve("man/man1/chameleon-runner.1"));

        assertThat(page)
                .startsWith(".TH \"CHAMELEON\\-RUNNER\" 1 \"")
                .contains(".SS \"upgrade, upgrade_replica_schema\"", "\\fB\\-\\-on\\-replay\\-error=REACTION\\fR")
                .contains("\\fB\\-\\-password[=PASSWORD]\\fR", ".SH \"EXIT STATUS\"");
        if (Distribution.has("groff")) {
            var rendered = Distribution.run(
                    distribution.home(),
                    directory,
                    Map.of(),
                    List.of("groff", "-man", "-ww", "-Tutf8", "man/man1/chameleon-runner.1"));
            assertThat(rendered.err()).isEmpty();
            assertThat(rendered.exitCode()).isZero();
        }
    }

    @Test
    void brings_the_documentation_that_its_messages_lead_to() throws Exception {
        String failure = distribution.run("nonsense").err();
        String page = failure.replaceAll("(?s).*more: (docs/[a-z]+\\.md)#.*", "$1");

        assertThat(distribution.home().resolve(page)).content().contains("<a id=\"usage\">");
        assertThat(distribution.home().resolve("README.md")).exists();
        assertThat(distribution.home().resolve("LICENSE")).exists();
    }

    private List<String> completions(String... words) throws IOException, InterruptedException {
        String script = """
                source completion/chameleon-runner.bash
                COMP_WORDS=(chameleon-runner "$@") COMP_CWORD=$#
                _complete_chameleon-runner
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        var command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        command.addAll(List.of(words));
        return Distribution.run(distribution.home(), directory, Map.of(), command)
                .out()
                .lines()
                .map(String::strip)
                .toList();
    }

    private void assertRunsSilently() throws IOException, InterruptedException {
        var result = distribution.run("--version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("chameleon-runner ").hasLineCount(2);
        assertThat(result.err()).isEmpty();
    }

    private void assertRefuses(String javaHome, String problem) throws IOException, InterruptedException {
        var result = distribution.with("JAVA_HOME", javaHome).run("--version");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: ").contains(problem, "\nremedy: ", "\nNothing was tried.\n");
    }

    private Path java(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        program(Files.createDirectories(home.resolve("bin")).resolve("java"), "echo '" + version + "' >&2");
        return home;
    }

    private static void program(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
