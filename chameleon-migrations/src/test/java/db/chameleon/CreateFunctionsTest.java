package db.chameleon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreateFunctionsTest {
    private static final String FUNCTIONS = "CREATE FUNCTION a() …;\n\nCREATE FUNCTION b() …;\n";

    @Test
    void the_checksum_changes_with_each_function() {
        assertThat(checksum(FUNCTIONS)).isNotEqualTo(checksum(FUNCTIONS.replace("b()", "c()")));
        assertThat(checksum(FUNCTIONS)).isNotEqualTo(checksum(FUNCTIONS.replace("a()", "c()")));
    }

    @Test
    void the_checksum_is_the_same_however_lines_end() {
        assertThat(checksum(FUNCTIONS)).isEqualTo(checksum(FUNCTIONS.replace("\n", "\r\n")));
    }

    private static int checksum(String functions) {
        return new R__Create_functions(functions).getChecksum();
    }
}
