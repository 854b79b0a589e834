package io.chameleon.runner;

import io.chameleon.migrations.CatalogueImport;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.replay.ReplayResult;

/** Tells the Java migration which sources and tables to carry over from the live catalogue. */
final class StagedImport {
    private StagedImport() {}

    static CatalogueImport of(UpgradePlan plan, ReplayResult replay) {
        return new CatalogueImport(
                Schemas.LIVE,
                plan.sources().stream().map(source -> source(source, replay)).toList());
    }

    private static CatalogueImport.Source source(SourcePlan source, ReplayResult replay) {
        return new CatalogueImport.Source(
                source.name(),
                source.type(),
                source.status(),
                source.schemaMappings(),
                source.origins().stream().map(SourceOrigin::id).toList(),
                source.tables().stream()
                        .filter(table -> replay.isDisabled(table.schema(), table.name()))
                        .map(table -> new CatalogueImport.Table(table.schema(), table.name()))
                        .toList());
    }
}
