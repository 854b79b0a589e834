package io.chameleon.runner.cli;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.UpgradeStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every check id and every failure code that the sources hold has its place in the documentation. A string in a source
 * that looks like a code counts as one, so that a new code can't be forgotten.
 */
class TroubleshootingTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "chameleon", "runner");
    private static final Pattern DOTTED = Pattern.compile("\"([a-z][a-z-]*\\.[a-z][a-z0-9.-]*|[a-z-]+\\.)\"");
    private static final Pattern CHECK_ID =
            Pattern.compile("(?:new CheckList|Check\\.(?:pass|warn|fail))\\(\\s*\"([a-z0-9-]+)\"");
    private static final Pattern UNDOTTED =
            Pattern.compile("(?:\\b(?:usage|refused)\\(|FailureKind\\.[A-Z]+,)\\s*\"([a-z-]+)\"");

    /** Dotted, and no codes. */
    private static final Set<String> OTHERS = Set.of(
            "user.name",
            "user.home",
            "java.base",
            "java.runtime.version",
            "java.vendor",
            "org.postgresql",
            "jdk.console",
            "l.granted",
            "log.io.chameleon",
            "log.org.flywaydb",
            "os.arch",
            "os.name",
            "os.version");

    /** Where members of the JSON are named. */
    private static final Pattern NAMES_OF_MEMBERS = Pattern.compile("report/Saved\\w+\\.java$");

    /** What is put together from a beginning here and an end elsewhere. */
    private static final Set<String> BEGINNINGS = Set.of("check.", "connection.", "config.duplicate-");

    private static List<String> sources;

    @BeforeAll
    static void read() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NAMES_OF_MEMBERS.matcher(file.toString()).find())
                    .map(TroubleshootingTest::text)
                    .toList();
        }
    }

    @Test
    void every_failure_code_has_its_place_and_every_place_a_code() {
        var codes = Stream.of(
                        found(DOTTED, Function.identity()).filter(not(BEGINNINGS::contains)),
                        found(UNDOTTED, Function.identity()),
                        connectionFailures(),
                        sourceProperties(),
                        flywayFailures(),
                        stepFailures())
                .flatMap(Function.identity())
                .filter(not(OTHERS::contains))
                .filter(code -> !code.startsWith("check."))
                .collect(toCollection(TreeSet::new));

        assertThat(codes).contains("bug", "declined", "interrupted", "usage", "swap.lock-timeout", "connection.tls");
        assertThat(Anchors.in("docs/troubleshooting.md")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void every_check_has_its_place_and_every_place_a_check() {
        var ids = found(CHECK_ID, Function.identity()).collect(toCollection(TreeSet::new));

        assertThat(ids).hasSizeGreaterThan(35).contains("source-status", "configuration");
        assertThat(Anchors.in("docs/checks.md")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(sources).noneMatch(source -> source.matches("(?s).*new CheckList\\((?!\\s*\"|String).*"));
    }

    @Test
    void failures_lead_to_the_place_of_their_code() {
        assertThat(Documentation.onFailure("swap.lock-timeout")).isEqualTo("docs/troubleshooting.md#swap.lock-timeout");
        assertThat(Documentation.onFailure("check.source-status"))
                .isEqualTo(Documentation.onCheck("source-status"))
                .isEqualTo("docs/checks.md#source-status");
        assertThat(Anchors.missingIn("see docs/checks.md#source-status, docs/checks.md#no-such-check"))
                .containsExactly("docs/checks.md#no-such-check");
    }

    private static Stream<String> connectionFailures() {
        return composed("config/ConnectionFailure.java", "[A-Z]+\\(\\s*\"([a-z]+)\",\\s*FailureKind", "connection.%s");
    }

    private static Stream<String> sourceProperties() {
        return composed("config/ConversionChecks.java", "unique\\(\\s*\"([a-z]+)\"", "config.duplicate-%s");
    }

    private static Stream<String> flywayFailures() {
        return Stream.of(".failed", ".lock-timeout")
                .flatMap(end ->
                        found(Pattern.compile("FlywayFailure\\.of\\(\\s*\"([a-z-]+)\""), beginning -> beginning + end));
    }

    private static Stream<String> stepFailures() {
        return Stream.of(UpgradeStep.values())
                .map(step -> step.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".failed");
    }

    private static Stream<String> composed(String file, String pattern, String code) {
        var codes = Pattern.compile(pattern)
                .matcher(text(SOURCES.resolve(file)))
                .results()
                .map(match -> code.formatted(match.group(1)))
                .toList();
        assertThat(codes).as(file).isNotEmpty();
        return codes.stream();
    }

    private static Stream<String> found(Pattern pattern, Function<String, String> code) {
        return sources.stream()
                .flatMap(source -> pattern.matcher(source).results())
                .map(match -> code.apply(match.group(1)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
