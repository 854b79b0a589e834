package io.chameleon.runner;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.CurrentCatalogue;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.replay.PendingBatches;
import java.util.List;
import javax.sql.DataSource;

/** Plans an upgrade out of an inspection that has passed all checks. */
final class UpgradePlanner {
    private UpgradePlanner() {}

    static UpgradePlan plan(Legacy legacy, ReplicaConfiguration configuration, UpgradeOptions options) {
        return new UpgradePlan(
                CatalogueVersion.V1_7,
                options.target(),
                sources(legacy.catalogue(), configuration),
                legacy.pending(),
                CatalogueMigrations.describe(options.target()));
    }

    static UpgradePlan plan(CurrentCatalogue catalogue, UpgradeOptions options, DataSource dataSource) {
        return new UpgradePlan(
                catalogue.structure().claimed(),
                options.target(),
                List.of(),
                new PendingBatches(0, List.of()),
                PlannedMigrations.of(dataSource, catalogue.structure().actual(), options.target()));
    }

    static List<SourcePlan> sources(LegacyCatalogue catalogue, ReplicaConfiguration configuration) {
        return SchemaMatch.of(configuration, catalogue).merged().stream()
                .map(merge -> SourcePlan.of(merge.configured(), merge.sources()))
                .toList();
    }
}
