package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.SmallReplica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong: the right exit code, one message with a remedy, the same as JSON, no stack trace, no password, and
 * nothing is changed.
 */
class BadInputIT {
    private static final String NOTHING_LIVE = "Nothing was tried.";

    @TempDir
    Path home;

    static Stream<BadInput> files() {
        return BadConfigurations.cases();
    }

    static Stream<BadInput> commandLines() {
        return BadCommandLines.cases();
    }

    static Stream<BadInput> catalogues() {
        return BadCatalogues.cases();
    }

    @ParameterizedTest
    @MethodSource({"files", "commandLines"})
    void is_told_before_anything_is_tried(BadInput bad) throws IOException {
        assertRefused(bad, bad.arguments().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    void changes_no_catalogue(BadInput bad) throws IOException {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute(bad.given());
            var before = replica.everything();
            String[] arguments = bad.arguments().stream()
                    .map(argument -> argument.replace(
                                    "PORT", "" + replica.database().port())
                            .replace("NAME", replica.database().name()))
                    .toArray(String[]::new);

            assertRefused(bad, arguments);

            assertThat(replica.everything()).isEqualTo(before);
        }
    }

    private void assertRefused(BadInput bad, String... arguments) throws IOException {
        Path directory = Files.createDirectories(home.resolve(".pg_chameleon/configuration"));
        Files.write(directory.resolve("bad.yml"), bad.configuration());
        var before = contents();

        var human = Operator.at(home).run(arguments);
        assertThat(human.exitCode()).as(human.err()).isEqualTo(bad.exitCode());
        assertThat(human.out()).isEmpty();
        assertThat(human.err())
                .containsPattern("(?s)\\A(.*\n)?error: [^\n]+\nremedy: [^\n]+\n[^\n]+\nmore: docs/\\S+\n\\z")
                .containsOnlyOnce("error: ")
                .contains(bad.problem(), bad.remedy())
                .doesNotContain("\tat ", BadInput.PASSWORD);
        if (bad.exitCode() == 2) {
            assertThat(human.err()).contains(NOTHING_LIVE);
        }
        assertSameAsJson(human, arguments);

        assertThat(contents()).isEqualTo(before);
    }

    private void assertSameAsJson(CommandResult human, String... arguments) {
        var json = Operator.at(home).run(with(arguments, "--output=json", "--verbose"));

        assertThat(json.out() + json.err()).doesNotContain(BadInput.PASSWORD);
        assertThat(json.exitCode()).isEqualTo(human.exitCode());
        assertThat(json.json().get("exitCode").getAsInt()).isEqualTo(human.exitCode());
        assertThat(json.outcome()).isEqualTo("refused");
        var failure = json.json().getAsJsonObject("failure");
        assertThat(human.err())
                .contains(
                        "error: " + onOneLine(failure.get("problem").getAsString()) + "\n",
                        "remedy: " + onOneLine(failure.get("remedy").getAsString()) + "\n");
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** In front: what is wrong may be at the end. */
    private static String[] with(String[] arguments, String... options) {
        return Stream.concat(Stream.of(options), Stream.of(arguments)).toArray(String[]::new);
    }

    /** Every file below the home directory and its bytes. */
    private Map<Path, String> contents() throws IOException {
        var contents = new TreeMap<Path, String>();
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file))));
            }
        }
        return contents;
    }
}
