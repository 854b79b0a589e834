package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.replay.PendingBatches;
import java.util.List;

/**
 * What an upgrade would do.
 *
 * @param from version of the live catalogue
 * @param target version after the upgrade
 * @param sources the new sources, in the order of the configuration; empty for an upgrade within 2.0
 * @param pending the events that are replayed first; none for an upgrade within 2.0
 * @param migrations versions and descriptions of the migrations to apply, in order
 */
public record UpgradePlan(
        CatalogueVersion from,
        CatalogueVersion target,
        List<SourcePlan> sources,
        PendingBatches pending,
        List<String> migrations) {
    public UpgradePlan {
        requireNonNull(from, "from");
        requireNonNull(target, "target");
        sources = List.copyOf(sources);
        requireNonNull(pending, "pending");
        migrations = List.copyOf(migrations);
    }

    /** The plan for a catalogue that has its target version already. */
    static UpgradePlan nothingToDo(CatalogueVersion version) {
        return new UpgradePlan(version, version, List.of(), new PendingBatches(0, List.of()), List.of());
    }

    /** Whether the new catalogue is built beside the old one, rather than migrated in place. */
    public boolean isFromLegacy() {
        return from.equals(CatalogueVersion.V1_7);
    }
}
