package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;

class CatalogueHistoryIT {
    @Test
    void a_catalogue_without_a_history_is_told_as_it_would_be_recorded() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            HistoryResult history = read(catalogue.database());

            assertThat(history.catalogue()).isEqualTo("2.0.4");
            assertThat(history.recorded()).isFalse();
            assertThat(history.baseline()).contains(CatalogueVersion.parse("2.0.4"));
            assertThat(state(history, "2.0.3")).isEqualTo(MigrationState.BELOW_BASELINE);
            assertThat(state(history, "2.0.4")).isEqualTo(MigrationState.BASELINE_IGNORED);
            assertThat(state(history, "2.0.5")).isEqualTo(MigrationState.PENDING);
            assertThat(history.migrations())
                    .filteredOn(migration -> migration.version().isEmpty())
                    .isNotEmpty()
                    .allMatch(migration -> migration.state() == MigrationState.PENDING);
            assertThat(catalogue.hasHistory()).isFalse();
        }
    }

    @Test
    void a_history_tells_when_and_how_long() {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            catalogue
                    .upgrade(UpgradeOptions.defaults().withTarget(CatalogueVersion.parse("2.0.8")))
                    .run(UpgradeListener.SILENT);

            HistoryResult history = read(catalogue.database());

            assertThat(history.recorded()).isTrue();
            assertThat(history.baseline()).isEmpty();
            assertThat(state(history, "2.0.3")).isEqualTo(MigrationState.BELOW_BASELINE);
            assertThat(history.migrations())
                    .filteredOn(migration -> migration.version().equals(Optional.of("2.0.4")))
                    .extracting(RecordedMigration::state)
                    .containsExactly(MigrationState.BASELINE_IGNORED, MigrationState.BASELINE);
            assertThat(state(history, "2.0.9")).isEqualTo(MigrationState.PENDING);
            assertThat(migration(history, "2.0.5")).satisfies(migration -> {
                assertThat(migration.description()).isEqualTo("Add log table of batches");
                assertThat(migration.type()).isEqualTo("SQL");
                assertThat(migration.state()).isEqualTo(MigrationState.SUCCESS);
                assertThat(migration.installedOn()).isPresent();
                assertThat(migration.executionTime()).isPresent();
            });
        }
    }

    @Test
    void the_plan_is_what_the_history_shows_as_pending() {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            List<String> pending = read(catalogue.database()).migrations().stream()
                    .filter(migration -> migration.state() == MigrationState.PENDING)
                    .map(migration ->
                            migration.version().map(version -> version + " ").orElse("") + migration.description())
                    .toList();

            assertThat(catalogue.upgrade(UpgradeOptions.defaults()).plan().migrations())
                    .isEqualTo(pending);
        }
    }

    @Test
    void without_a_2_0_catalogue_everything_is_pending() {
        try (var empty = TestDatabase.create();
                var legacy = Scenario.UPDATE.database()) {
            assertAllPending(read(empty), "none");
            assertAllPending(read(legacy), "1.7");
        }
    }

    private static void assertAllPending(HistoryResult history, String catalogue) {
        assertThat(history.catalogue()).isEqualTo(catalogue);
        assertThat(history.recorded()).isFalse();
        assertThat(history.baseline()).isEmpty();
        assertThat(history.migrations())
                .hasSizeGreaterThan(11)
                .allMatch(migration -> migration.state() == MigrationState.PENDING);
    }

    private static MigrationState state(HistoryResult history, String version) {
        return migration(history, version).state();
    }

    private static RecordedMigration migration(HistoryResult history, String version) {
        return history.migrations().stream()
                .filter(migration -> migration.version().filter(version::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static HistoryResult read(TestDatabase database) {
        return new CatalogueHistory(database.dataSource()).read();
    }
}
