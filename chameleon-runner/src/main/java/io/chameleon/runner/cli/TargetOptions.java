package io.chameleon.runner.cli;

import io.chameleon.runner.LeftoverPolicy;
import io.chameleon.runner.UpgradeOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where an upgrade leads to, and what may stand in its way: the same for {@code check}, {@code plan}, {@code upgrade}. */
final class TargetOptions {
    @ArgGroup
    private TargetVersion target;

    @Option(
            names = "--on-leftover",
            paramLabel = "POLICY",
            defaultValue = "refuse",
            converter = Choice.Leftover.class,
            completionCandidates = Choice.Leftover.class,
            description = "What to do with a _sch_chameleon_version2 that is there already: refuse, drop or rename"
                    + " (appends the time); default refuse.")
    private LeftoverPolicy onLeftover;

    @Option(
            names = "--repair",
            description = "Finish an upgrade within 2.0 that pg_chameleon itself has left half-applied.")
    private boolean repair;

    UpgradeOptions options() {
        return UpgradeOptions.defaults()
                .withTarget(TargetVersion.orLatest(target))
                .withOnLeftover(onLeftover)
                .withRepair(repair);
    }
}
