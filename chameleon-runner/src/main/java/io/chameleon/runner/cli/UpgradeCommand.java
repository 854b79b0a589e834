package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.CheckResult;
import io.chameleon.runner.UpgradeOptions;
import io.chameleon.runner.UpgradeOutcome;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.backup.PgDump;
import io.chameleon.runner.config.ConnectionSettings;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.replay.OnReplayError;
import io.chameleon.runner.replay.ReplayOptions;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code upgrade}: does it. */
@Command(
        name = "upgrade",
        aliases = "upgrade_replica_schema",
        header = "Upgrade the catalogue.",
        description =
                "From 1.7 the new catalogue is built beside the old one and takes its place; a 2.0 catalogue is migrated"
                        + " in place and needs no configuration. It asks before it changes anything. Stop all replicas"
                        + " first.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner upgrade --config default",
            "  chameleon-runner upgrade --config default --yes --output json   (in CI)",
            "  chameleon-runner upgrade --url postgresql://usr_replica@localhost/db_replica   (2.0 only)",
            "  chameleon-runner upgrade --config default --backup before.dump --report upgrade.html",
            "  chameleon-runner upgrade --config default --rehearse",
            "  chameleon-runner upgrade --config default --repair"
        })
final class UpgradeCommand implements Verb {
    @Mixin
    private TargetOptions target;

    @Mixin
    private LockOptions lock;

    @Option(
            names = "--on-replay-error",
            // Not POLICY: the completion would take its choices for those of --on-leftover.
            paramLabel = "REACTION",
            defaultValue = "stop",
            converter = Choice.ReplayError.class,
            completionCandidates = Choice.ReplayError.class,
            description = "What to do when a pending event can't be replayed: stop, or disable its table and go on;"
                    + " default stop.")
    private OnReplayError onReplayError;

    @Option(
            names = "--replay-slice",
            paramLabel = "EVENTS",
            defaultValue = "" + ReplayOptions.DEFAULT_SLICE_SIZE,
            converter = Choice.Positive.class,
            description = "How many events are replayed per transaction; default ${DEFAULT-VALUE}.")
    private Integer replaySlice;

    @Option(
            names = "--rehearse",
            description =
                    "Do everything, on the same database, and discard it: tells how long it takes, and the locks.")
    private boolean rehearse;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write a page on the upgrade, whatever becomes of it; an earlier page is replaced.")
    private Path report;

    @ArgGroup(exclusive = false)
    private Backup backup;

    /** A backup, and what it is made with. */
    private static final class Backup {
        @Option(
                names = "--backup",
                paramLabel = "FILE",
                required = true,
                description = "Save the catalogue to this new file before anything is changed, with pg_dump, for"
                        + " pg_restore.")
        private Path file;

        @Option(
                names = "--pg-dump",
                paramLabel = "PROGRAM",
                description = "The pg_dump to use, of the server's version or later; default: the one on the path.")
        private Path program;
    }

    @Override
    public Report run(Invocation invocation) {
        invocation.transcript().starts(invocation.configuration());
        prepareReport(invocation);
        invocation.requireConsentPossible();
        CatalogueUpgrade upgrade = invocation.upgrade(connection -> options(invocation, connection));
        if (invocation.asks()) {
            askUnlessThereIsNothingToDo(invocation, upgrade);
        }
        invocation.writing();
        UpgradeResult result =
                rehearse ? upgrade.rehearse(invocation.transcript()) : upgrade.run(invocation.transcript());
        if (result.outcome() == UpgradeOutcome.NOTHING_TO_DO) {
            return invocation.transcript().nothingToDo(result.after());
        }
        invocation.transcript().about(new Subject.Upgraded(result, invocation.configurationName()));
        return invocation.transcript().done(result.after());
    }

    private void prepareReport(Invocation invocation) {
        if (report == null) {
            return;
        }
        if (backup != null
                && backup.file
                        .toAbsolutePath()
                        .normalize()
                        .equals(report.toAbsolutePath().normalize())) {
            throw ChameleonException.usage(
                    "report.is-backup", report + ": is wanted for the report and the backup.", "Name two files.");
        }
        invocation.transcript().reportTo(ReportFile.require(report));
    }

    private void askUnlessThereIsNothingToDo(Invocation invocation, CatalogueUpgrade upgrade) {
        CheckResult result = upgrade.check();
        if (result.nothingToDo()) {
            return;
        }
        invocation.transcript().found(result.catalogue());
        invocation.transcript().checked(result.checks());
        result.requirePassed();
        invocation.transcript().planned(upgrade.plan());
        invocation.confirm(rehearse ? "rehearse the upgrade" : "upgrade");
    }

    private UpgradeOptions options(Invocation invocation, ConnectionSettings connection) {
        UpgradeOptions options = target.options()
                .withOnReplayError(onReplayError)
                .withReplaySlice(replaySlice)
                .withLock(lock.timeout(), LockOptions.ATTEMPTS);
        return backup == null ? options : options.withBackup(pgDump(connection, invocation.environment()));
    }

    private PgDump pgDump(ConnectionSettings connection, Map<String, String> environment) {
        var pgDump = new PgDump(connection, backup.file, environment);
        return backup.program == null ? pgDump : pgDump.withProgram(backup.program);
    }
}
