package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import java.util.List;
import java.util.Optional;

/**
 * The migrations of a catalogue.
 *
 * @param catalogue version of the live catalogue, {@code none} where there is none
 * @param recorded whether the catalogue has a history table
 * @param baseline the version at which an upgrade would baseline the catalogue, where nothing is recorded about it yet
 * @param migrations those that are known or recorded, in Flyway's order
 */
public record HistoryResult(
        String catalogue, boolean recorded, Optional<CatalogueVersion> baseline, List<RecordedMigration> migrations) {
    public HistoryResult {
        requireNonNull(catalogue, "catalogue");
        requireNonNull(baseline, "baseline");
        migrations = List.copyOf(migrations);
    }
}
