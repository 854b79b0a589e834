package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final String FUNCTIONS = "CREATE FUNCTION a() …;\n\nCREATE FUNCTION b() …;\n";

    @Test
    void changes_with_each_line() {
        assertThat(Checksum.of(FUNCTIONS)).isNotEqualTo(Checksum.of(FUNCTIONS.replace("a()", "c()")));
        assertThat(Checksum.of(FUNCTIONS)).isNotEqualTo(Checksum.of(FUNCTIONS.replace("b()", "c()")));
    }

    @Test
    void is_the_same_however_lines_end() {
        assertThat(Checksum.of(FUNCTIONS)).isEqualTo(Checksum.of(FUNCTIONS.replace("\n", "\r\n")));
    }
}
