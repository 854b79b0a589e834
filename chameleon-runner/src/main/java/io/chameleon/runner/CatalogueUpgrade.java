package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.catalogue.CatalogueInspector;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.Inspection;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Upgrades the replica catalogue of one destination database.
 *
 * <pre>{@code
 * var upgrade = new CatalogueUpgrade(dataSource, configuration, UpgradeOptions.defaults());
 * if (upgrade.check().passed()) {
 *     UpgradeResult result = upgrade.run(UpgradeListener.SILENT);
 * }
 * }</pre>
 *
 * <p>From 1.7 the new catalogue is built beside the old one and takes its place; a 2.0.x catalogue is migrated in place,
 * in one transaction, and needs nothing from the configuration.
 *
 * <p>Holds no state between calls. Every method opens its own connections and closes them. Interrupting the thread
 * ends {@link #run} at the next safe point: between two steps, or between two transactions of the replay. Every
 * failure is a {@link ChameleonException}, whose record tells which catalogue is live.
 */
public final class CatalogueUpgrade {
    private final DataSource dataSource;
    private final ReplicaConfiguration configuration;
    private final UpgradeOptions options;

    /** An upgrade without a configuration, which can only be one within 2.0: a 1.7 catalogue is refused. */
    public CatalogueUpgrade(DataSource dataSource, UpgradeOptions options) {
        this(dataSource, ReplicaConfiguration.NONE, options);
    }

    public CatalogueUpgrade(DataSource dataSource, ReplicaConfiguration configuration, UpgradeOptions options) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
        this.configuration = requireNonNull(configuration, "configuration");
        this.options = requireNonNull(options, "options");
    }

    /** Looks at all preconditions in one read-only transaction. */
    public CheckResult check() {
        Inspection inspection = inspect();
        return new CheckResult(
                inspection.installed().describeLive(),
                inspection.installed().hasReached(options.target()),
                new CheckPreconditions(configuration, options).run(inspection));
    }

    /**
     * Tells what {@link #run} would do, in one read-only transaction.
     *
     * @throws ChameleonException of kind REFUSED when a precondition doesn't hold, of kind USAGE or REFUSED when the
     *     backup that is wanted can't be made
     */
    public UpgradePlan plan() {
        Inspection inspection = inspect();
        List<Check> checks = new CheckPreconditions(configuration, options).run(inspection);
        Refusal.throwIfAnyFailed(checks);
        if (inspection.installed().hasReached(options.target())) {
            return UpgradePlan.nothingToDo(options.target());
        }
        options.backup().ifPresent(CatalogueBackup::requirePossible);
        return inspection
                .legacy()
                .map(legacy -> UpgradePlanner.plan(legacy, configuration, options))
                .orElseGet(() -> UpgradePlanner.plan(inspection.current().orElseThrow(), options, dataSource));
    }

    /**
     * Runs the upgrade; does nothing where the catalogue has the target version already.
     *
     * @throws ChameleonException when it is refused, fails, is interrupted, is locked out, or when its outcome is
     *     unknown
     */
    public UpgradeResult run(UpgradeListener listener) {
        requireNonNull(listener, "listener");
        return locked((session, before) -> before.isLegacy()
                ? new LegacyUpgrade(dataSource, session, configuration, options, listener).run()
                : new MaintenanceUpgrade(dataSource, session, configuration, options, listener).run());
    }

    /**
     * Does what {@link #run} does on the same database and discards it: the replay and the swap are rolled back, a
     * staged catalogue is dropped. Nothing is saved; whether a backup that is wanted could be made is looked at. What
     * is left in {@code _sch_chameleon_version2} isn't touched: the rehearsal is refused there, whatever the options
     * say. Like {@link #run} it takes locks: rows that pending events change are locked until all of them are
     * replayed.
     *
     * @throws ChameleonException when the upgrade would be refused or would fail
     */
    public UpgradeResult rehearse(UpgradeListener listener) {
        requireNonNull(listener, "listener");
        return locked((session, before) -> before.isLegacy()
                ? new LegacyRehearsal(dataSource, session, configuration, options, listener).run()
                : new MaintenanceUpgrade(dataSource, session, configuration, options, listener).rehearse());
    }

    /** What is done with a catalogue that hasn't the target version. */
    @FunctionalInterface
    private interface Procedure {
        UpgradeResult run(Session session, InstalledCatalogues before) throws SQLException;
    }

    /** Runs it when nobody else is at work; what is installed is looked at again then, since it may have changed. */
    private UpgradeResult locked(Procedure procedure) {
        return Databases.call(dataSource, session -> {
            if (installed(session).hasReached(options.target())) {
                return UpgradeResult.nothingToDo(options.target().toString());
            }
            session.execute(options.limitWaiting());
            CatalogueLock lock = CatalogueLock.acquire(session);
            try {
                InstalledCatalogues before = installed(session);
                return before.hasReached(options.target())
                        ? UpgradeResult.nothingToDo(options.target().toString())
                        : Databases.changing(dataSource, before.describeLive(), () -> procedure.run(session, before));
            } finally {
                lock.close();
            }
        });
    }

    private static InstalledCatalogues installed(Session session) throws SQLException {
        return session.readOnly(() -> InstalledCatalogues.read(session));
    }

    private Inspection inspect() {
        return Databases.call(dataSource, session -> new CatalogueInspector(session).inspect());
    }
}
