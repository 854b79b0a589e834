package io.chameleon.runner.config;

import static io.chameleon.runner.failure.FailureKind.USAGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void names_a_file() {
        file = directory.resolve("any.yml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        config.empty | `` | the file is empty.
        config.empty | # nothing | the file is empty.
        config.not-yaml | x: !!java.net.URL ["http://x"] | line 1: not YAML: Global tag is not allowed.
        config.not-yaml | a: 1↵→b: 2 | line 2: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation).
        config.not-yaml | a: [1↵b: 2 | line 2: not YAML: expected ',' or ']', but got :.
        config.not-yaml | a: 1↵---↵b: 2 | line 2: not YAML: found another document.
        config.not-yaml | pg_conn:↵  password: *hunter2 | line 2: not YAML: found undefined alias.
        config.not-yaml | pg_conn:↵  password: !hunter2!x y | line 2: not YAML: found undefined tag handle.
        config.not-yaml | a: &x↵  b: [*x] | line 2: a value contains itself.
        config.not-yaml | a: &x {<<: *x} | line 1: a value contains itself.
        config.not-yaml | a: 1↵b: ␇ | line 2: not YAML: found the control character U+0007.
        """)
    void names_what_is_wrong_with_the_syntax(String code, String text, String problem) throws IOException {
        var failure = refusal(text.replace('↵', '\n').replace('→', '\t').replace('␇', '\u0007'), UTF_8)
                .failure();

        assertThat(failure.problem()).isEqualTo(file + ": " + problem);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(USAGE);
    }

    @Test
    void refuses_latin_1() throws IOException {
        var failure = refusal("a: b\nc: d\u00e9\n", ISO_8859_1);

        assertThat(failure.failure().code()).isEqualTo("config.not-utf-8");
        assertThat(failure).hasMessage(file + ": line 2: the byte 0xE9 isn't UTF-8. Save the file in UTF-8.");
    }

    @Test
    void refuses_a_text_that_is_cut_within_a_character() throws IOException {
        Files.write(file, new byte[] {'a', '\n', (byte) 0xC3});

        assertThat(refusal()).hasMessageContaining("line 2: the byte 0xC3 isn't UTF-8.");
    }

    @Test
    void refuses_a_bomb_of_aliases() throws IOException {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            text.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
        }

        assertThat(refusal(text.toString(), UTF_8).failure().code()).isEqualTo("config.not-yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void refuses_deep_nesting(String opening) throws IOException {
        var failure = refusal(opening.repeat(100_000), UTF_8);

        assertThat(failure.failure().code()).isEqualTo("config.not-yaml");
    }

    @Test
    void refuses_a_huge_file() throws IOException {
        var failure = refusal("#".repeat(TextFile.MAXIMUM_BYTES + 1), UTF_8);

        assertThat(failure.failure().code()).isEqualTo("config.too-large");
    }

    @Test
    void refuses_a_missing_file_and_a_directory() {
        assertThat(refusal().failure().code()).isEqualTo("config.not-found");
        file = directory;
        assertThat(refusal().failure().code()).isEqualTo("config.not-a-file");
    }

    @Test
    void refuses_an_unreadable_file() throws IOException {
        Files.writeString(file, "a: b\n");
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("no superuser").isFalse();

        assertThat(refusal().failure().code()).isEqualTo("config.unreadable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*hunter2",
                "!hunter2",
                "!hunter2!",
                "!!hunter2",
                "@hunter2",
                "%hunter2",
                "&hunter2 x: y",
                "hunter2: x",
                "'hunter2",
                "\"hunter2\\d\"",
                "[hunter2"
            })
    void never_shows_a_password_that_breaks_the_syntax(String password) throws IOException {
        Files.writeString(file, "pg_conn:\n  password: " + password + "\n  database: d\n");

        var failure = catchThrowableOfType(ChameleonException.class, () -> YamlDocument.read(file));

        if (failure != null) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("hunter2");
        }
    }

    private ChameleonException refusal(String text, Charset charset) throws IOException {
        Files.write(file, text.getBytes(charset));
        return refusal();
    }

    private ChameleonException refusal() {
        var failure = catchThrowableOfType(ChameleonException.class, () -> YamlDocument.read(file));
        assertThat(failure).as("refused").isNotNull();
        return failure;
    }
}
