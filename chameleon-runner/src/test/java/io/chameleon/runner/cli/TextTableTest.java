package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columns_are_as_wide_as_their_longest_cell() {
        var table = new TextTable(2)
                .row("table", "key", "coordinate")
                .row("a_schema.a_name_that_is_longer_than_all_others", "id", "bin.1,4")
                .row("s.t", "tenant, code", "");

        assertThat(table.render()).isEqualTo("""
                  table                                           key           coordinate
                  a_schema.a_name_that_is_longer_than_all_others  id            bin.1,4
                  s.t                                             tenant, code
                """);
    }

    @Test
    void characters_outside_of_the_basic_plane_count_once() {
        assertThat(new TextTable(0).row("\uD83E\uDD8E", "1").row("ab", "2").render())
                .isEqualTo("\uD83E\uDD8E   1\nab  2\n");
    }

    @Test
    void line_breaks_and_escape_sequences_in_names_do_no_harm() {
        assertThat(new TextTable(0).row("a\nb\u001b[31m", "c").render()).isEqualTo("a b [31m  c\n");
    }

    @Test
    void a_short_row_does_not_disturb_the_columns() {
        assertThat(new TextTable(0).row("a").row("bb", "c").render()).isEqualTo("a\nbb  c\n");
    }

    @Test
    void what_is_too_wide_is_shown_row_by_row() {
        var table = new TextTable(2).row("id", "source").row("1", "a").row("2", "name");

        assertThat(table.render(12)).isEqualTo(table.render());
        assertThat(table.render(11)).isEqualTo("""
                  id      1
                  source  a

                  id      2
                  source  name
                """);
    }
}
