package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "default, default, default",
                "./upgraded.yml, ./upgraded.yml, upgraded",
                "/etc/a.b.yaml, /etc/a.b.yaml, a.b",
                "my file.yml, 'my file.yml', 'my file'",
                "it's, 'it'\\''s', 'it'\\''s'",
            })
    void is_one_word_for_a_shell(String given, String forRunner, String forChameleon) {
        var name = new ConfigurationName(given);

        assertThat(name.forRunner()).isEqualTo(forRunner);
        assertThat(name.forChameleon()).isEqualTo(forChameleon);
    }
}
