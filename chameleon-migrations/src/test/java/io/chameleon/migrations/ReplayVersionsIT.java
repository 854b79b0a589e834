package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function is the same in every version of the catalogue; these are the ones between which its columns changed. */
class ReplayVersionsIT {
    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.4", "2.0.5"})
    void replays_in_every_version_of_the_catalogue(String version) throws Exception {
        try (var log = ReplayFixture.create(CatalogueVersion.parse(version)).reset()) {
            log.batch(1, 1, 2, 3)
                    .insert(1, 1, "t", 1, "a")
                    .insert(1, 2, "t", 1, "dup")
                    .insert(1, 3, "u", 1, "a");

            assertThat(log.replay(10, false).messages()).hasSize(1);

            assertThat(log.counters(1)).isEqualTo("t|2|0|0");
            assertThat(log.query("SELECT i_binlog_position FROM sch_chameleon.t_error_log"))
                    .containsExactly("200");
        }
    }
}
