package io.chameleon.runner;

import static java.util.stream.Collectors.joining;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.AccessRights;
import io.chameleon.runner.catalogue.CurrentCatalogue;
import io.chameleon.runner.catalogue.InstalledStructure;
import io.chameleon.runner.catalogue.LongName;
import io.chameleon.runner.catalogue.MigrationHistory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Preconditions of an upgrade within 2.0. */
final class MaintenanceChecks {
    private static final Set<String> AT_REST = Set.of("ready", "initialised", "synced", "stopped");
    private static final CatalogueVersion NAMES_LIMITED = CatalogueVersion.parse("2.0.9");

    private MaintenanceChecks() {}

    static Stream<Check> of(CurrentCatalogue catalogue, UpgradeOptions options) {
        InstalledStructure structure = catalogue.structure();
        return Stream.of(
                        target(structure, options.target()),
                        halfApplied(structure, options.repair()),
                        structure(structure),
                        history(catalogue, options.repair()),
                        dependents(catalogue),
                        ownership(catalogue),
                        statuses(catalogue),
                        names(catalogue, options.target()),
                        AccessChecks.replicas(catalogue.sessions()),
                        AccessChecks.others(catalogue.sessions()))
                .flatMap(List::stream);
    }

    private static List<Check> target(InstalledStructure structure, CatalogueVersion target) {
        var checks = new CheckList("target-version");
        if (target.isBefore(structure.actual())) {
            checks.fail(
                    "The target version " + target + " is older than the catalogue, which is " + structure.actual()
                            + ".",
                    "Choose a later version: a catalogue can't be taken back to an older one.");
        }
        return checks.orPass("The target version is " + target + ".");
    }

    private static List<Check> halfApplied(InstalledStructure structure, boolean repair) {
        var checks = new CheckList("half-applied");
        structure.halfApplied().ifPresent(actual -> {
            String found = "An upgrade was left half-applied: the catalogue says that it is " + structure.claimed()
                    + ", but its structure is that of " + actual + ".";
            if (repair) {
                checks.warn(found, "It will be finished, as --repair asks.");
            } else {
                checks.fail(found, "Finish it with: upgrade --repair");
            }
        });
        return checks.orPass("No upgrade was left half-applied.");
    }

    private static List<Check> structure(InstalledStructure structure) {
        var checks = new CheckList("catalogue-structure");
        if (structure.halfApplied().isEmpty()) {
            structure
                    .faults()
                    .forEach(fault -> checks.fail(
                            fault + ".",
                            "Restore what pg_chameleon has in version " + structure.claimed()
                                    + ": the migrations start from there."));
        }
        for (Difference addition : structure.additions()) {
            checks.warn(
                    addition.object() + " isn't pg_chameleon's.",
                    "It stays as it is; make sure that whoever has added it can do with the new version.");
        }
        return checks.orPass("The structure is that of " + structure.actual() + ".");
    }

    private static List<Check> history(CurrentCatalogue catalogue, boolean repair) {
        var checks = new CheckList("migration-history");
        CatalogueVersion actual = catalogue.structure().actual();
        if (catalogue.history().isForeign()) {
            checks.fail(
                    "There is a history of Flyway in the schema of the catalogue, but not the catalogue's.",
                    "Find out whose " + MigrationHistory.table() + " is, and move it to another schema or name.");
        }
        catalogue
                .history()
                .version()
                .filter(recorded -> !recorded.equals(actual))
                .ifPresent(recorded -> {
                    String found =
                            "Flyway's history says that the catalogue is " + recorded + ", but it is " + actual + ".";
                    if (repair) {
                        checks.warn(found, "The history will begin anew at " + actual + ", as --repair asks.");
                    } else {
                        checks.fail(found, "Let the history begin anew with: upgrade --repair");
                    }
                });
        return checks.orPass(
                catalogue.history().version().isPresent()
                        ? "Flyway's history says that the catalogue is " + actual + "."
                        : "Flyway has no history of the catalogue yet: it will begin at " + actual + ".");
    }

    private static List<Check> dependents(CurrentCatalogue catalogue) {
        var checks = new CheckList("dependent-objects");
        for (String dependent : catalogue.dependents()) {
            checks.warn(
                    "Outside of the catalogue, " + dependent + " depends on it.",
                    "Where a migration changes what it uses, PostgreSQL refuses that, and nothing is changed: drop it"
                            + " then, and create it anew after the upgrade.");
        }
        return checks.orPass("Nothing outside of the catalogue depends on it.");
    }

    private static List<Check> ownership(CurrentCatalogue catalogue) {
        AccessRights rights = catalogue.rights();
        if (rights.lockedOutOwner().isPresent()) {
            return List.of(
                    AccessChecks.lockedOut(rights, rights.lockedOutOwner().get()));
        }
        var checks = new CheckList("privilege-owner");
        if (!rights.superuser() && !rights.memberOfOwner()) {
            checks.fail(
                    "The role " + rights.role() + " doesn't own the schema sch_chameleon; " + rights.owner() + " does.",
                    "Connect as " + rights.owner() + ", as a member of that role, or as a superuser.");
        }
        if (!catalogue.foreignObjects().isEmpty()) {
            checks.fail(
                    "Objects of the catalogue belong to another role than the schema: "
                            + String.join(", ", catalogue.foreignObjects()) + ".",
                    "Give them to " + rights.owner() + " with ALTER … OWNER TO.");
        }
        return checks.orPass(rights.role() + " may act as the catalogue's owner, " + rights.owner() + ".");
    }

    private static List<Check> statuses(CurrentCatalogue catalogue) {
        var checks = new CheckList("source-status");
        catalogue.sources().stream()
                .filter(source -> !AT_REST.contains(source.status()))
                .forEach(source -> checks.fail(
                        "The source " + source.name() + " has the status " + source.status() + ".",
                        "Stop its replica; where nothing runs any more, use: enable-replica --source "
                                + source.name()));
        return checks.orPass("Every source is at rest: "
                + catalogue.sources().stream()
                        .map(source -> source.name() + " (" + source.status() + ")")
                        .collect(joining(", ")));
    }

    private static List<Check> names(CurrentCatalogue catalogue, CatalogueVersion target) {
        var checks = new CheckList("name-length");
        if (!target.isBefore(NAMES_LIMITED)) {
            catalogue
                    .longNames()
                    .forEach(name -> checks.fail(
                            "A name in " + name.column() + " is longer than " + LongName.LIMIT + " characters: "
                                    + name.name() + ".",
                            "MySQL has no such name: find out where it comes from, and shorten or delete it."));
        }
        return checks.orPass("No stored name is too long for " + target + ".");
    }
}
