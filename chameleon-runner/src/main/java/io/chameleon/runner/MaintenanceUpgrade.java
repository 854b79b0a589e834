package io.chameleon.runner;

import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.catalogue.CatalogueInspector;
import io.chameleon.runner.catalogue.CurrentCatalogue;
import io.chameleon.runner.catalogue.Inspection;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.config.ReplicaConfiguration;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The procedure 2.0.x → a later 2.0.x. All that it changes, Flyway's history table and {@code v_version} included, is
 * one transaction under locks on all tables of the catalogue: a failure leaves everything as it was.
 */
final class MaintenanceUpgrade {
    /** What the first step hands on. */
    private record Prepared(List<Check> checks, CurrentCatalogue catalogue, UpgradePlan plan) {}

    private static final String LIVE_VERSION = "SELECT t_version FROM sch_chameleon.v_version";

    private final DataSource dataSource;
    private final Session session;
    private final UpgradeOptions options;
    private final UpgradeListener listener;
    private final CheckPreconditions checkPreconditions;
    private final StepRunner steps;

    MaintenanceUpgrade(
            DataSource dataSource,
            Session session,
            ReplicaConfiguration configuration,
            UpgradeOptions options,
            UpgradeListener listener) {
        this.dataSource = dataSource;
        this.session = session;
        this.options = options;
        this.listener = listener;
        this.checkPreconditions = new CheckPreconditions(configuration, options);
        this.steps = new StepRunner(dataSource, listener);
    }

    /** Runs under the catalogue lock. */
    UpgradeResult run() throws SQLException {
        Prepared prepared = prepare();
        steps.backUp(options.backup());
        var owner = new CatalogueOwner(session, prepared.catalogue().rights());
        owner.act(() -> WatchedTransaction.run(dataSource, session, LIVE_VERSION, this::upgrade));

        return new UpgradeResult(
                UpgradeOutcome.DONE,
                prepared.plan().from().toString(),
                options.target().toString(),
                prepared.checks(),
                steps.results(),
                Optional.of(prepared.plan()),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Does the same, under the catalogue lock, in a transaction that is rolled back. */
    UpgradeResult rehearse() throws SQLException {
        Prepared prepared = prepare();
        options.backup().ifPresent(CatalogueBackup::requirePossible);
        var owner = new CatalogueOwner(session, prepared.catalogue().rights());
        Rehearsal rehearsal = owner.act(() -> session.rolledBack(() -> {
            upgrade();
            return new Rehearsal(
                    TableLock.held(session, UpgradeStep.LOCK_CATALOGUE),
                    RowCounts.read(session, Schemas.LIVE).byTable());
        }));
        String version = prepared.plan().from().toString();

        return new UpgradeResult(
                UpgradeOutcome.REHEARSED,
                version,
                version,
                prepared.checks(),
                steps.results(),
                Optional.of(prepared.plan()),
                Optional.empty(),
                List.of(),
                Optional.of(rehearsal));
    }

    private Prepared prepare() {
        return steps.run(
                UpgradeStep.CHECK_PRECONDITIONS,
                this::checkPreconditions,
                done -> done.checks().size() + " checks, none against it");
    }

    /** Runs in one transaction. */
    private Void upgrade() {
        var lockCatalogue = new LockCatalogue(session, checkPreconditions, options);
        var migrateCatalogue = new MigrateCatalogue(session, options.target());
        var verifyCatalogue = new VerifyCatalogue(session, options.target());

        LockCatalogue.Locked locked = steps.run(
                UpgradeStep.LOCK_CATALOGUE,
                lockCatalogue::run,
                done -> done.rows().byTable().size() + " tables, all preconditions still hold");
        steps.run(
                UpgradeStep.MIGRATE_CATALOGUE,
                () -> migrateCatalogue.run(locked.catalogue()),
                migrations -> migrations + " migrations, the catalogue is " + options.target() + " now");
        steps.run(
                UpgradeStep.VERIFY_CATALOGUE,
                () -> verifyCatalogue.run(locked.rows()),
                rows -> "structure as pg_chameleon's, all " + rows + " rows kept");
        return null;
    }

    private Prepared checkPreconditions() throws SQLException {
        Inspection inspection = new CatalogueInspector(session).inspect();
        List<Check> checks = checkPreconditions.run(inspection);
        listener.checked(checks);
        Refusal.throwIfAnyFailed(checks);
        CurrentCatalogue catalogue = inspection.current().orElseThrow();
        UpgradePlan plan = UpgradePlanner.plan(catalogue, options, dataSource);
        listener.planned(plan);
        return new Prepared(checks, catalogue, plan);
    }
}
