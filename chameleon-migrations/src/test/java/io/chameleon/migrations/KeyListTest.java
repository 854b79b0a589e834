package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyListTest {
    @Test
    void reads_quoted_names() {
        assertThat(KeyList.parse("\"id\"")).containsExactly("id");
        assertThat(KeyList.parse("\"b\",\"a\"")).containsExactly("b", "a");
    }

    @Test
    void keeps_commas_quotes_and_blanks_within_quotes() {
        assertThat(KeyList.parse("\"a,b\",\"we\"\"ird\",\"\"\"\",\" c \""))
                .containsExactly("a,b", "we\"ird", "\"", " c ");
    }

    @Test
    void ignores_blanks_around_names() {
        assertThat(KeyList.parse(" \"a\" , \"b\"\t,\n\"c\" ")).containsExactly("a", "b", "c");
    }

    @Test
    void takes_names_without_quotes_as_they_are() {
        assertThat(KeyList.parse("id, Other Id ,\"c\"")).containsExactly("id", "Other Id", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "\"a\",",
                ",\"a\"",
                "\"a\",,\"b\"",
                "\"\"",
                "\"a",
                "\"a\"b",
                "a\"b\"",
                "\"a\" \"b\"",
                "\"a\"\""
            })
    void refuses_what_can_be_read_in_several_ways(String text) {
        assertThatThrownBy(() -> KeyList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": " + text);
    }
}
