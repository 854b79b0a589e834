package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueVerificationIT {
    static List<CatalogueVersion> versions() {
        return CatalogueVersion.all().stream()
                .filter(CatalogueVersion.V1_7::isBefore)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_catalogue_in_use_is_what_it_claims_to_be(CatalogueVersion version) {
        try (var catalogue = UsedCatalogue.of(version)) {
            VerificationResult result = verify(catalogue.database());

            assertThat(result.catalogue()).isEqualTo(version);
            assertThat(result.differences()).isEmpty();
            assertThat(result.harmless())
                    .contains("log table t_log_replica_s1_1", "log table t_log_replica_s2_2")
                    .noneMatch(harmless -> harmless.contains("history"));
        }
    }

    @Test
    void a_recorded_1_7_catalogue_is_what_it_claims_to_be() {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            VerificationResult result = verify(database);

            assertThat(result.catalogue()).isEqualTo(CatalogueVersion.V1_7);
            assertThat(result.differences()).isEmpty();
            assertThat(result.halfApplied()).isEmpty();
        }
    }

    @Test
    void what_an_upgrade_leaves_besides_is_harmless() {
        try (var catalogue = UsedCatalogue.of("2.0.1")) {
            catalogue.upgrade();
            catalogue.execute("GRANT SELECT, UPDATE ON sch_chameleon.t_sources TO PUBLIC");

            VerificationResult result = verify(catalogue.database());

            assertThat(result.differences()).isEmpty();
            assertThat(result.harmless())
                    .contains("Flyway's history table", "grant of SELECT, UPDATE on t_sources to PUBLIC")
                    .anyMatch(harmless -> harmless.startsWith("function fn_replay_slice("));
        }
    }

    @Test
    void each_difference_is_named() {
        try (var catalogue = UsedCatalogue.of("2.0.6")) {
            catalogue.execute("""
                    DROP INDEX sch_chameleon.idx_t_sources_t_source;
                    ALTER TABLE sch_chameleon.t_error_log ALTER t_sql TYPE varchar(10);
                    ALTER TABLE sch_chameleon.t_sources ADD mine int;
                    DROP TABLE sch_chameleon.t_log_replica_s1_2;
                    """);

            VerificationResult result = verify(catalogue.database());

            assertThat(result.passed()).isFalse();
            assertThat(result.halfApplied()).isEmpty();
            assertThat(result.differences())
                    .extracting(difference -> difference.object() + ": " + difference.found())
                    .containsExactly(
                            "column t_error_log.t_sql: character varying(10)",
                            "column t_sources.mine: integer",
                            "index t_sources.idx_t_sources_t_source: absent",
                            "log table t_log_replica_s1_2 of the source s1: absent");
        }
    }

    @Test
    void a_history_that_says_otherwise_is_a_difference() {
        try (var catalogue = UsedCatalogue.of("2.0.9")) {
            catalogue.execute("CREATE TABLE sch_chameleon.flyway_schema_history (version text, success bool);"
                    + "INSERT INTO sch_chameleon.flyway_schema_history VALUES ('2.0.2', true)");

            assertThat(verify(catalogue.database()).differences())
                    .singleElement()
                    .hasToString("version in Flyway's history: expected 2.0.9, found 2.0.2");
        }
    }

    @Test
    void without_a_catalogue_there_is_nothing_to_verify() {
        try (var database = TestDatabase.create()) {
            assertThatThrownBy(() -> verify(database)).isInstanceOfSatisfying(ChameleonException.class, e -> assertThat(
                            e.failure().kind())
                    .isEqualTo(FailureKind.REFUSED));
        }
    }

    private static VerificationResult verify(TestDatabase database) {
        return new CatalogueVerification(database.dataSource()).run();
    }
}
