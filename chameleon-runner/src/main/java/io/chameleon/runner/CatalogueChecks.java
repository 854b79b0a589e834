package io.chameleon.runner;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import java.util.List;
import java.util.stream.Stream;

/** Preconditions on what is installed: a 1.7 catalogue, whole, with free names beside it. */
final class CatalogueChecks {
    /** What to do about a leftover that others depend on. */
    static final String KEEP_DEPENDENTS =
            "Keep it with --on-leftover=rename, or drop what depends on it yourself, if nobody needs that.";

    private CatalogueChecks() {}

    static List<Check> version(InstalledCatalogues installed, CatalogueVersion target) {
        var checks = new CheckList("catalogue-version");
        if (!installed.liveExists() && installed.retiredExists()) {
            checks.fail(
                    "There is no schema sch_chameleon, but " + Schemas.RETIRED
                            + ": an upgrade with another tool was killed half-way.",
                    "Run status: it tells how to put the old catalogue back.");
        } else if (!installed.liveExists()) {
            checks.fail(
                    "There is no catalogue: the schema sch_chameleon doesn't exist.",
                    "Check that the connection goes to the destination database.");
        } else if (installed.missing().isPresent()) {
            checks.fail(
                    "The catalogue " + installed.describeLive() + " "
                            + SituationText.halfUpgraded(installed.missing().get()),
                    SituationText.UNDO_HALF_UPGRADE + " If nobody needs it any more, drop " + Schemas.RETIRED + ".");
        } else if (installed.hasVersion(target)) {
            return checks.orPass("The catalogue's version is " + target + " already: there is nothing to upgrade.");
        } else if (installed.liveVersion().isEmpty()) {
            checks.fail(
                    "The schema sch_chameleon has no version that the connected role can read.",
                    "Connect as the role that owns the schema. If it can't read the version either, this isn't a whole"
                            + " catalogue of pg_chameleon.");
        } else if (installed.knownVersion().isEmpty()) {
            checks.fail(
                    "The catalogue's version is " + installed.describeLive() + ", which isn't known.",
                    "Check that the connection goes to the right database, and whether a newer runner knows it.");
        }
        return checks.orPass("The catalogue is there and its version is " + installed.describeLive() + ".");
    }

    static List<Check> leftovers(InstalledCatalogues installed, List<String> stagedDependents, LeftoverPolicy policy) {
        return Stream.of(retired(installed), staged(installed, stagedDependents, policy))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Check> retired(InstalledCatalogues installed) {
        var checks = new CheckList("leftover-version1");
        if (installed.retiredExists()) {
            checks.fail(
                    "The schema " + Schemas.RETIRED + " exists; the upgrade keeps the old catalogue under that name.",
                    "Find out what it is (an earlier upgrade keeps its old catalogue there); rename or drop it.");
        }
        return checks.orPass("The name " + Schemas.RETIRED + " is free.");
    }

    private static List<Check> staged(InstalledCatalogues installed, List<String> dependents, LeftoverPolicy policy) {
        var checks = new CheckList("leftover-version2");
        if (!installed.stagedExists()) {
            return checks.orPass("The name " + Schemas.STAGED + " is free.");
        }
        String found = "The schema " + Schemas.STAGED + " exists, left by an earlier attempt or a rollback";
        if (policy == LeftoverPolicy.RENAME) {
            checks.warn(found + ".", "It will be renamed with a timestamp, as --on-leftover=rename asks.");
        } else if (!dependents.isEmpty()) {
            checks.fail(found + ". " + droppedWithIt(dependents), KEEP_DEPENDENTS);
        } else if (policy == LeftoverPolicy.DROP) {
            checks.warn(found + ".", "It will be dropped, as --on-leftover=drop asks.");
        } else {
            checks.fail(
                    found + ".",
                    "Look at it, then drop it or rename it; --on-leftover=drop or --on-leftover=rename does so.");
        }
        return checks.orPass("");
    }

    /** Says what a drop of the leftover would take along that isn't part of it. */
    static String droppedWithIt(List<String> dependents) {
        return "Objects outside of it would be dropped with it: " + String.join(", ", dependents) + ".";
    }

    static List<Check> structure(Legacy legacy) {
        var checks = new CheckList("catalogue-structure");
        for (Difference difference : legacy.structure().unreadable()) {
            checks.fail(
                    difference + ".",
                    "Restore what pg_chameleon 1.8.2 creates: the upgrade can't work with anything else there.");
        }
        for (Difference difference : legacy.structure().withNull()) {
            checks.fail(
                    difference + ", and it is NULL in some row.",
                    "Give it a value there, or delete the row: what is NULL there has no meaning in 1.7.");
        }
        for (Difference difference : legacy.structure().harmless()) {
            checks.warn(
                    difference + ".",
                    "It stays with the old catalogue; make sure that nothing needs it in the new one.");
        }
        return checks.orPass("Its structure is the one that pg_chameleon 1.8.2 creates.");
    }

    static List<Check> dependents(Legacy legacy) {
        var checks = new CheckList("dependent-objects");
        for (String dependent : legacy.dependents()) {
            checks.warn(
                    "Outside of the catalogue, " + dependent + " depends on it.",
                    "It will go on pointing to the old catalogue, in " + Schemas.RETIRED
                            + "; create it anew after the upgrade.");
        }
        return checks.orPass("Nothing outside of the catalogue depends on it.");
    }
}
