package io.chameleon.runner;

import io.chameleon.runner.catalogue.Inspection;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.config.ReplicaConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at all preconditions of an upgrade at once, so that the operator can mend all violations at once. */
final class CheckPreconditions {
    private final ReplicaConfiguration configuration;
    private final UpgradeOptions options;

    CheckPreconditions(ReplicaConfiguration configuration, UpgradeOptions options) {
        this.configuration = configuration;
        this.options = options;
    }

    List<Check> run(Inspection inspection) {
        var checks = new ArrayList<Check>();
        ServerChecks.of(inspection.server()).forEach(checks::add);
        checks.addAll(CatalogueChecks.version(inspection.installed(), options.target()));
        inspection
                .current()
                .filter(catalogue -> !inspection.installed().hasVersion(options.target()))
                .ifPresent(catalogue -> MaintenanceChecks.of(catalogue, options).forEach(checks::add));
        inspection.legacy().ifPresent(legacy -> {
            checks.addAll(TargetCheck.of(options.target()));
            checks.addAll(CatalogueChecks.structure(legacy));
            checks.addAll(
                    CatalogueChecks.leftovers(inspection.installed(), legacy.stagedDependents(), options.onLeftover()));
            checks.addAll(CatalogueChecks.dependents(legacy));
            AccessChecks.of(legacy).forEach(checks::add);
            contents(legacy).forEach(checks::add);
        });
        return List.copyOf(checks);
    }

    /** What can only be looked at when the catalogue's structure is whole. */
    private Stream<Check> contents(Legacy legacy) {
        if (!legacy.structure().isReadable()) {
            return Stream.empty();
        }
        return Stream.of(
                        SourceChecks.of(legacy.catalogue()),
                        mapping(legacy),
                        TableChecks.of(legacy),
                        PendingChecks.of(legacy.pending()))
                .flatMap(checks -> checks);
    }

    private Stream<Check> mapping(Legacy legacy) {
        if (configuration.sources().isEmpty()) {
            return Stream.of(Check.fail(
                    "configuration",
                    "The catalogue is 1.7, and no configuration tells which sources its sources become.",
                    "Add --config with the 2.0 configuration; convert-config makes one out of those of 1.8."));
        }
        SchemaMatch match = SchemaMatch.of(configuration, legacy.catalogue());
        return Stream.concat(MappingChecks.of(match), SelectionChecks.of(match));
    }
}
