package io.chameleon.runner;

import io.chameleon.migrations.CatalogueVersion;
import java.util.List;

/** Precondition on the target version. */
final class TargetCheck {
    private static final CatalogueVersion OLDEST = CatalogueVersion.parse("2.0.5");

    private TargetCheck() {}

    static List<Check> of(CatalogueVersion target) {
        var checks = new CheckList("target-version");
        if (target.compareTo(OLDEST) < 0) {
            checks.fail(
                    "The target version is " + target + ".",
                    "Choose " + OLDEST + " or later: before it a batch doesn't know its log table.");
        }
        return checks.orPass("The target version is " + target + ".");
    }
}
