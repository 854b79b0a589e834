package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import java.time.Instant;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * One migration and what has become of it.
 *
 * @param version such as {@code 2.0.4}; empty for a repeatable migration
 * @param description such as {@code Add gtid set of batches}
 * @param type Flyway's name of its kind, such as {@code SQL} or {@code BASELINE}
 * @param state what has become of it; {@link MigrationState} documents the meanings
 * @param installedOn when it was applied, empty where it wasn't
 * @param executionTime how long that took in milliseconds, empty where it wasn't applied
 */
public record RecordedMigration(
        Optional<String> version,
        String description,
        String type,
        MigrationState state,
        Optional<Instant> installedOn,
        Optional<Integer> executionTime) {
    public RecordedMigration {
        requireNonNull(version, "version");
        requireNonNull(description, "description");
        requireNonNull(type, "type");
        requireNonNull(state, "state");
        requireNonNull(installedOn, "installedOn");
        requireNonNull(executionTime, "executionTime");
    }

    /** @param baseline where the history would begin, if it hasn't begun yet */
    static RecordedMigration of(MigrationInfo migration, Optional<CatalogueVersion> baseline) {
        return new RecordedMigration(
                Optional.ofNullable(migration.getVersion()).map(MigrationVersion::getVersion),
                migration.getDescription(),
                migration.getType().name(),
                baseline.map(version -> stateAt(version, migration)).orElseGet(migration::getState),
                Optional.ofNullable(migration.getInstalledOn()).map(date -> Instant.ofEpochMilli(date.getTime())),
                Optional.ofNullable(migration.getExecutionTime()));
    }

    private static MigrationState stateAt(CatalogueVersion baseline, MigrationInfo migration) {
        if (!migration.isVersioned()) {
            return migration.getState();
        }
        int order = migration.getVersion().compareTo(MigrationVersion.fromVersion(baseline.number()));
        if (order == 0) {
            return MigrationState.BASELINE_IGNORED;
        }
        return order < 0 ? MigrationState.BELOW_BASELINE : migration.getState();
    }
}
