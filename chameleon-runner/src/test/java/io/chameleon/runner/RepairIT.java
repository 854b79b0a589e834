package io.chameleon.runner;

import static io.chameleon.migrations.CatalogueVersion.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Upgrades that pg_chameleon itself has left half-applied: the script of a version has run, the version isn't recorded. */
class RepairIT {
    private static final UpgradeOptions REPAIR = UpgradeOptions.defaults().withRepair(true);

    /** These change functions only, so that nobody can tell whether their script has run, and nobody needs to. */
    private static final Set<String> FUNCTIONS_ONLY = Set.of("2.0.6", "2.0.10");

    static List<CatalogueVersion> scripts() {
        return CatalogueVersion.all().stream()
                .filter(CatalogueVersion.parse("2.0.0")::isBefore)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_half_applied_upgrade_is_named_and_finished(CatalogueVersion script) throws SQLException {
        CatalogueVersion claimed =
                CatalogueVersion.all().get(CatalogueVersion.all().indexOf(script) - 1);
        try (var catalogue = UsedCatalogue.halfApplied(claimed, script)) {
            var columns = catalogue.columns();
            var before = catalogue.rows(columns);

            if (!FUNCTIONS_ONLY.contains(script.number())) {
                assertNamed(catalogue, claimed, script);
            }
            UpgradeResult result = catalogue.upgrade(REPAIR).run(UpgradeListener.SILENT);

            assertThat(result.before()).isEqualTo(claimed.number());
            assertThat(catalogue.version()).isEqualTo("2.0.10");
            assertThat(new CatalogueVerification(catalogue.database().dataSource()).run())
                    .matches(VerificationResult::passed);
            assertThat(catalogue.rows(columns)).isEqualTo(before);
        }
    }

    private static void assertNamed(UsedCatalogue catalogue, CatalogueVersion claimed, CatalogueVersion script)
            throws SQLException {
        var before = catalogue.everything();
        VerificationResult verification =
                new CatalogueVerification(catalogue.database().dataSource()).run();
        assertThat(verification.passed()).isFalse();
        assertThat(verification.halfApplied()).contains(script);
        assertThat(catalogue.upgrade(UpgradeOptions.defaults()).check().failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.id()).isEqualTo("half-applied");
                    assertThat(failure.found()).contains(claimed + ",", "of " + script);
                    assertThat(failure.remedy()).contains("upgrade --repair");
                });
        assertThatThrownBy(catalogue::upgrade).isInstanceOf(ChameleonException.class);
        assertThat(catalogue.everything()).isEqualTo(before);
    }

    @Test
    void a_repair_can_end_at_the_version_of_the_structure() throws SQLException {
        try (var catalogue =
                UsedCatalogue.halfApplied(CatalogueVersion.parse("2.0.3"), CatalogueVersion.parse("2.0.4"))) {
            catalogue
                    .upgrade(REPAIR.withTarget(CatalogueVersion.parse("2.0.4")))
                    .run(UpgradeListener.SILENT);

            assertThat(catalogue.version()).isEqualTo("2.0.4");
            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
        }
    }

    @Test
    void a_history_that_pg_chameleon_has_overtaken_begins_anew() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.2")) {
            catalogue
                    .upgrade(UpgradeOptions.defaults().withTarget(CatalogueVersion.parse("2.0.4")))
                    .run(UpgradeListener.SILENT);
            catalogue.execute("ALTER TABLE sch_chameleon.t_replica_batch"
                    + " ADD v_log_table character varying NOT NULL DEFAULT 't_log_replica'");
            catalogue.claim("2.0.5");

            assertThatThrownBy(catalogue::upgrade).isInstanceOfSatisfying(ChameleonException.class, e -> assertThat(
                            e.failure().code())
                    .isEqualTo("check.migration-history"));
            catalogue.upgrade(REPAIR).run(UpgradeListener.SILENT);

            assertThat(new CatalogueHistory(catalogue.database().dataSource())
                            .read()
                            .migrations())
                    .anySatisfy(migration -> {
                        assertThat(migration.type()).isEqualTo("BASELINE");
                        assertThat(migration.version()).contains("2.0.5");
                    });
            assertThat(catalogue.version()).isEqualTo(LATEST.number());
        }
    }

    @Test
    void without_anything_to_repair_it_is_an_upgrade_like_any_other() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.7")) {
            assertThat(catalogue.upgrade(REPAIR).run(UpgradeListener.SILENT).after())
                    .isEqualTo("2.0.10");
        }
    }
}
