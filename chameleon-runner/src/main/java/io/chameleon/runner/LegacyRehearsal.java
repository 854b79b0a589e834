package io.chameleon.runner;

import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.replay.ReplayResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The procedure of {@link LegacyUpgrade} on the same database, with nothing left of it: the replay is one transaction
 * and the swap another, both rolled back, and the staged catalogue is dropped in the end.
 */
final class LegacyRehearsal {
    private final DataSource dataSource;
    private final Session session;
    private final ReplicaConfiguration configuration;
    private final UpgradeOptions options;
    private final UpgradeListener listener;
    private final StepRunner steps;
    private final List<TableLock> locks = new ArrayList<>();

    LegacyRehearsal(
            DataSource dataSource,
            Session session,
            ReplicaConfiguration configuration,
            UpgradeOptions options,
            UpgradeListener listener) {
        this.dataSource = dataSource;
        this.session = session;
        this.configuration = configuration;
        // What somebody has left in the place of the staged catalogue isn't a rehearsal's to remove.
        this.options = options.withOnLeftover(LeftoverPolicy.REFUSE);
        this.listener = new GuardedListener(listener);
        this.steps = new StepRunner(dataSource, this.listener);
    }

    /** Runs under the catalogue lock. */
    UpgradeResult run() throws SQLException {
        session.execute(CatalogueOwner.MAY_WRITE);
        LegacyPreparation prepared = steps.run(
                UpgradeStep.CHECK_PRECONDITIONS,
                () -> LegacyPreparation.check(session, configuration, options, listener),
                LegacyPreparation::summary);
        options.backup().ifPresent(CatalogueBackup::requirePossible);
        UpgradePlan plan = prepared.plan();
        var owner = new CatalogueOwner(session, prepared.legacy().rights());
        var replayPendingBatches = new ReplayPendingBatches(dataSource, session, owner, options, plan, listener);
        var buildStagedCatalogue = new BuildStagedCatalogue(
                dataSource, session, owner, prepared.legacy().catalogue(), options, plan);

        ReplayResult replay = steps.run(
                UpgradeStep.REPLAY_PENDING_BATCHES,
                () -> replayPendingBatches.rehearse(locks),
                result -> ReplayPendingBatches.summary(result) + ", rolled back");
        Map<String, Long> rows;
        try {
            rows = stage(owner, plan, replay, buildStagedCatalogue);
        } catch (SQLException | RuntimeException e) {
            discardAfter(e, buildStagedCatalogue);
            throw e;
        }
        discard(buildStagedCatalogue);

        return new UpgradeResult(
                UpgradeOutcome.REHEARSED,
                InstalledCatalogues.LEGACY,
                InstalledCatalogues.LEGACY,
                prepared.checks(),
                steps.results(),
                Optional.of(plan),
                Optional.of(replay),
                List.of(),
                Optional.of(new Rehearsal(locks, rows)));
    }

    /** Returns the rows of the staged catalogue by table. */
    private Map<String, Long> stage(
            CatalogueOwner owner, UpgradePlan plan, ReplayResult replay, BuildStagedCatalogue buildStagedCatalogue)
            throws SQLException {
        var setBinlogCoordinates = new SetBinlogCoordinates(session, owner, plan);
        var verifyStagedCatalogue = new VerifyStagedCatalogue(session, plan);
        var swapCatalogues = new SwapCatalogues(dataSource, session, options, plan);

        FrozenCatalogue frozen = steps.run(
                UpgradeStep.BUILD_STAGED_CATALOGUE,
                () -> buildStagedCatalogue.run(replay),
                done -> "catalogue " + options.target() + " in " + Schemas.STAGED);
        steps.run(UpgradeStep.SET_BINLOG_COORDINATES, setBinlogCoordinates::run, SetBinlogCoordinates::summary);
        steps.run(
                UpgradeStep.VERIFY_STAGED_CATALOGUE,
                () -> verifyStagedCatalogue.run(replay),
                VerifyStagedCatalogue::summary);
        Map<String, Long> rows =
                session.readOnly(() -> RowCounts.read(session, Schemas.STAGED)).byTable();
        locks.addAll(steps.run(
                UpgradeStep.SWAP_CATALOGUES,
                () -> swapCatalogues.rehearse(frozen),
                held -> held.size() + " tables locked and both schemas renamed, rolled back"));
        return rows;
    }

    private void discard(BuildStagedCatalogue buildStagedCatalogue) throws SQLException {
        if (buildStagedCatalogue.hasCreatedSchema()) {
            session.transaction(() -> {
                BuildStagedCatalogue.drop(session);
                return null;
            });
        }
    }

    private void discardAfter(Exception failure, BuildStagedCatalogue buildStagedCatalogue) {
        try {
            discard(buildStagedCatalogue);
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
