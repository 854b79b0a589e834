package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {
    private static final String CHECK = """
              WARN  table-exists   The table a.b is registered but doesn't exist.
                                   remedy: It may still come.
            """;

    @Test
    void what_is_too_long_goes_on_below_where_it_begins() {
        assertThat(new Folding(45).fold(CHECK)).isEqualTo("""
                  WARN  table-exists   The table a.b is
                                       registered but doesn't
                                       exist.
                                       remedy: It may still
                                       come.
                """);
    }

    @Test
    void what_fits_stays_as_it_is() {
        assertThat(new Folding(70).fold(CHECK)).isEqualTo(CHECK);
        assertThat(Folding.NONE.fold(CHECK)).isEqualTo(CHECK);
    }

    @Test
    void commands_and_sentences_stay_in_one_line() {
        String text = "error: The catalogue is locked by a process.\n  chameleon start_replica --config a";

        assertThat(new Folding(20).fold(text)).isEqualTo(text);
    }

    @Test
    void many_columns_are_left_to_the_terminal() {
        String row = "  1  source  mysql  running  yes  0 s  2026-11-27 10:00:00\n";

        assertThat(new Folding(40).fold(row)).isEqualTo(row);
    }

    @Test
    void a_word_that_fits_nowhere_is_left_to_the_terminal() {
        assertThat(new Folding(30).fold("  FAIL  id  see docs/checks.md#something and more"))
                .isEqualTo("  FAIL  id  see docs/checks.md#something and more");
        assertThat(new Folding(34).fold("  FAIL  id  see docs/checks.md#something and more"))
                .isEqualTo("  FAIL  id  see\n            docs/checks.md#something\n            and more");
    }

    @Test
    void characters_outside_of_the_basic_plane_count_once() {
        String gecko = "\uD83E\uDD8E";
        String row = "  name      " + gecko.repeat(15) + " " + gecko.repeat(4) + " " + gecko;

        assertThat(new Folding(32).fold(row)).isEqualTo(row.substring(0, row.length() - 3) + "\n            " + gecko);
    }
}
