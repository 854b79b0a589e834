package io.chameleon.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
    @TempDir
    private Path home;

    private Path directory;

    @BeforeEach
    void has_two_configurations() throws IOException {
        directory = Files.createDirectories(home.resolve(".pg_chameleon/configuration"));
        Files.writeString(directory.resolve("default.yml"), "");
        Files.writeString(directory.resolve("sales.yaml"), "");
        Files.writeString(directory.resolve("notes.txt"), "");
    }

    @Test
    void finds_a_name_in_the_configuration_directory() {
        assertThat(find("default")).isEqualTo(directory.resolve("default.yml"));
        assertThat(find("sales")).isEqualTo(directory.resolve("sales.yaml"));
        assertThat(find("sales.yaml")).isEqualTo(directory.resolve("sales.yaml"));
    }

    @Test
    void prefers_yml_as_pg_chameleon_does() throws IOException {
        Files.writeString(directory.resolve("default.yaml"), "");

        assertThat(find("default")).isEqualTo(directory.resolve("default.yml"));
    }

    @Test
    void finds_a_path() {
        assertThat(find(directory + "/sales.yaml")).isEqualTo(directory.resolve("sales.yaml"));
        assertThat(find("~/.pg_chameleon/configuration/notes.txt")).isEqualTo(directory.resolve("notes.txt"));
        // Reading it tells that it is a directory.
        assertThat(find(directory.toString())).isEqualTo(directory);
    }

    @Test
    void finds_a_file_here() {
        assertThat(find("pom.xml")).isEqualTo(Path.of("pom.xml"));
    }

    @Test
    void names_the_places_and_what_is_there() {
        assertThat(refusal("salse"))
                .hasMessage(
                        ("The configuration 'salse' doesn't exist; looked for: %1$s/salse.yml, %1$s/salse.yaml, salse."
                                        + " Give a name or a path. The configurations in %1$s are: default, sales.")
                                .formatted(directory));
        assertThat(refusal("salse.yml"))
                .hasMessageContaining("looked for: salse.yml, %s/salse.yml.".formatted(directory));
        assertThat(refusal("./salse"))
                .hasMessageContaining("The configuration './salse' doesn't exist; looked for: ./salse.");
    }

    @Test
    void says_when_there_are_no_configurations() {
        home = home.resolve("nobody");

        assertThat(refusal("default"))
                .hasMessageEndingWith("There is no configuration in %s/.pg_chameleon/configuration.".formatted(home));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "~/nothing", "src"})
    void refuses_what_names_no_file(String nameOrPath) {
        assertThat(refusal(nameOrPath).failure().code()).isEqualTo("config.not-found");
    }

    private Path find(String nameOrPath) {
        return ConfigurationFile.find(nameOrPath, home);
    }

    private ChameleonException refusal(String nameOrPath) {
        return catchThrowableOfType(ChameleonException.class, () -> find(nameOrPath));
    }
}
