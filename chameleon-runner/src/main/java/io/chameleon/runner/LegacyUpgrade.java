package io.chameleon.runner;

import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.replay.ReplayResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The procedure 1.7 → 2.0, step by step as the manual has it. At every instant {@code sch_chameleon} is one complete
 * catalogue: the old one until the last step commits, the new one from then on.
 */
final class LegacyUpgrade {
    private final DataSource dataSource;
    private final Session session;
    private final ReplicaConfiguration configuration;
    private final UpgradeOptions options;
    private final UpgradeListener listener;
    private final StepRunner steps;

    LegacyUpgrade(
            DataSource dataSource,
            Session session,
            ReplicaConfiguration configuration,
            UpgradeOptions options,
            UpgradeListener listener) {
        this.dataSource = dataSource;
        this.session = session;
        this.configuration = configuration;
        this.options = options;
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
        steps.backUp(options.backup());
        UpgradePlan plan = prepared.plan();
        var owner = new CatalogueOwner(session, prepared.legacy().rights());
        var replayPendingBatches = new ReplayPendingBatches(dataSource, session, owner, options, plan, listener);
        var buildStagedCatalogue = new BuildStagedCatalogue(
                dataSource, session, owner, prepared.legacy().catalogue(), options, plan);
        steps.addToFailures(buildStagedCatalogue::tellOfLeftover);
        var setBinlogCoordinates = new SetBinlogCoordinates(session, owner, plan);
        var verifyStagedCatalogue = new VerifyStagedCatalogue(session, plan);
        var swapCatalogues = new SwapCatalogues(dataSource, session, options, plan);

        ReplayResult replay =
                steps.run(UpgradeStep.REPLAY_PENDING_BATCHES, replayPendingBatches::run, ReplayPendingBatches::summary);
        FrozenCatalogue frozen = steps.run(
                UpgradeStep.BUILD_STAGED_CATALOGUE,
                () -> buildStagedCatalogue.run(replay),
                done -> "catalogue " + options.target() + " in " + Schemas.STAGED);
        steps.run(UpgradeStep.SET_BINLOG_COORDINATES, setBinlogCoordinates::run, SetBinlogCoordinates::summary);
        steps.run(
                UpgradeStep.VERIFY_STAGED_CATALOGUE,
                () -> verifyStagedCatalogue.run(replay),
                VerifyStagedCatalogue::summary);
        List<String> warnings = steps.run(
                UpgradeStep.SWAP_CATALOGUES,
                () -> swapCatalogues.run(frozen),
                done -> "the catalogue is " + options.target() + " now, the old one is in " + Schemas.RETIRED);

        return new UpgradeResult(
                UpgradeOutcome.DONE,
                InstalledCatalogues.LEGACY,
                options.target().toString(),
                prepared.checks(),
                steps.results(),
                Optional.of(plan),
                Optional.of(replay),
                warnings,
                Optional.empty());
    }
}
