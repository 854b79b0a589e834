package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueVersionTest {
    @Test
    void orders_by_component() {
        var versions = new ArrayList<>(CatalogueVersion.all());
        Collections.reverse(versions);
        Collections.sort(versions);

        assertThat(versions).isEqualTo(CatalogueVersion.all());
        assertThat(CatalogueVersion.parse("2.0.9").isBefore(CatalogueVersion.parse("2.0.10")))
                .isTrue();
        assertThat(CatalogueVersion.V1_7.isBefore(CatalogueVersion.parse("2.0.0")))
                .isTrue();
        assertThat(CatalogueVersion.LATEST.isBefore(CatalogueVersion.LATEST)).isFalse();
    }

    @Test
    void knows_1_7_and_2_0_0_to_2_0_10() {
        assertThat(CatalogueVersion.all())
                .hasSize(12)
                .startsWith(CatalogueVersion.V1_7)
                .endsWith(CatalogueVersion.LATEST);
        assertThat(CatalogueVersion.LATEST).hasToString("2.0.10");
    }

    @ParameterizedTest
    @CsvSource({"1.8.2,1.7", "2.0.0,2.0.0", "2.0.2,2.0.0", "2.0.10,2.0.6", "2.0.20,2.0.9", "2.0.21,2.0.10"})
    void tells_the_catalogue_of_a_release(String release, String version) {
        assertThat(CatalogueVersion.forRelease(release)).hasToString(version);
        assertThat(CatalogueVersion.parse(version).serves()).contains(release);
    }

    @Test
    void tells_the_releases_of_a_catalogue() {
        assertThat(CatalogueVersion.parse("2.0.6").serves()).containsExactly("2.0.10", "2.0.11", "2.0.12", "2.0.13");
        assertThat(CatalogueVersion.LATEST.serves()).containsExactly("2.0.21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.0", "2.1.0", "2.0.11", "2.0.010", "1.6", "latest"})
    void refuses_unknown_versions(String number) {
        assertThatThrownBy(() -> CatalogueVersion.parse(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown catalogue version: " + number + ";");
    }

    @Test
    void refuses_unknown_releases() {
        assertThatThrownBy(() -> CatalogueVersion.forRelease("3.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.0")
                .hasMessageContaining("2.0.21");
    }
}
