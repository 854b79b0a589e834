package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrinterTest {
    @Test
    void shows_what_a_terminal_would_obey() {
        assertThat(printed(false, "a\u001b]0;title\u0007b\rc\u009b2Jd\te\n")).isEqualTo("a�]0;title�b�c�2Jd\te\n");
    }

    @Test
    void begins_no_line_as_a_command_of_github_actions() {
        assertThat(printed(false, "it fails:\n  ::add-mask::x\n##[add-mask]y\na::b"))
                .isEqualTo("it fails:\n  �:add-mask::x\n�[add-mask]y\na::b");
    }

    @Test
    void colours_marks_and_nothing_else() {
        assertThat(printed(true, "  PASS  FAIL  it\nerror: error: no\n"))
                .isEqualTo("\u001b[32m  PASS\u001b[0m  FAIL  it\n\u001b[31merror:\u001b[0m error: no\n");
    }

    @Test
    void no_color_turns_colours_off_unless_it_is_empty() {
        assertThat(Colours.of(true, Map.of("NO_COLOR", "1")).paint("error: x")).isEqualTo("error: x");
        assertThat(Colours.of(true, Map.of("NO_COLOR", "")).paint("error: x")).contains("\u001b[31m");
        assertThat(Colours.of(false, Map.of()).paint("error: x")).isEqualTo("error: x");
    }

    private static String printed(boolean colours, String text) {
        var bytes = new ByteArrayOutputStream();
        new Printer(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Colours(colours), Folding.NONE)
                .print(text);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
