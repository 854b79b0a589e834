package io.chameleon.runner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogPositionTest {
    @ParameterizedTest
    @CsvSource({
        "mysql-bin.000001, 99, mysql-bin.000001, 1000",
        "mysql-bin.000001, 5000, mysql-bin.000002, 4",
        "mysql-bin.999999, 5, mysql-bin.1000000, 4",
        "mysql-bin.10, 4, mysql-bin.000010, 500",
        "bin.host.000005, 9, bin.host.000006, 1",
        "db.1.000009, 2, db.1.000123, 1",
        "m.000001, 3000000000, m.000001, 3000000001"
    })
    void orders_by_the_number_after_the_last_dot_and_then_by_offset(
            String earlierFile, long earlierOffset, String laterFile, long laterOffset) {
        var earlier = new BinlogPosition(earlierFile, earlierOffset);
        var later = new BinlogPosition(laterFile, laterOffset);

        assertThat(later.isAfter(earlier)).isTrue();
        assertThat(earlier.isAfter(later)).isFalse();
        assertThat(earlier.isAfter(earlier)).isFalse();
    }

    @Test
    void refuses_to_compare_positions_of_different_servers() {
        var position = new BinlogPosition("a.000005", 900);

        assertThatThrownBy(() -> position.compareTo(new BinlogPosition("b.000005", 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.000005,900")
                .hasMessageContaining("b.000005,100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "mysql-bin", "mysql-bin.", ".000001", "mysql-bin.00000x", "m.1234567890123456789"})
    void does_not_take_other_texts_for_file_names(String text) {
        assertThat(BinlogPosition.isFileName(text)).isFalse();
        assertThat(BinlogPosition.of(Optional.of(text), Optional.of(4L))).isEmpty();
    }

    @Test
    void needs_both_parts() {
        assertThat(BinlogPosition.of(Optional.empty(), Optional.of(4L))).isEmpty();
        assertThat(BinlogPosition.of(Optional.of("m.000001"), Optional.empty())).isEmpty();
        assertThat(BinlogPosition.of(Optional.of("m.000001"), Optional.of(-1L))).isEmpty();
        assertThat(BinlogPosition.of(Optional.of("m.000001"), Optional.of(4L)))
                .contains(new BinlogPosition("m.000001", 4));
    }
}
