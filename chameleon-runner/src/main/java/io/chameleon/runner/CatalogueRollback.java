package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.DatabaseSession;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.ReplicationTraces;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Takes back an upgrade from 1.7: the old catalogue becomes live again, the 2.0 catalogue is kept as
 * {@code _sch_chameleon_version2}. One transaction.
 *
 * <p>Refused when the 2.0 catalogue has begun to replicate or its tables were copied anew, unless forced: the old
 * catalogue would go on where it stopped, and 1.8.2 would apply again what 2.0 has applied already.
 */
public final class CatalogueRollback {
    private final DataSource dataSource;
    private final boolean force;
    private final Duration lockTimeout;
    private final int lockAttempts;

    /**
     * @param force whether to roll back even when the 2.0 catalogue was used since the upgrade
     * @param lockTimeout how long one attempt waits for the locks on the live catalogue
     * @param lockAttempts how often it is tried, at least 1
     */
    public CatalogueRollback(DataSource dataSource, boolean force, Duration lockTimeout, int lockAttempts) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
        this.force = force;
        this.lockTimeout = requireNonNull(lockTimeout, "lockTimeout");
        this.lockAttempts = lockAttempts;
    }

    /**
     * Rolls back.
     *
     * @throws ChameleonException when it is refused, fails, is locked out, or when its outcome is unknown
     */
    public RollbackResult run() {
        return Databases.call(dataSource, session -> {
            CatalogueLock lock = CatalogueLock.acquire(session);
            try {
                return runLocked(session);
            } finally {
                lock.close();
            }
        });
    }

    /**
     * Tells what {@link #run} would do, in one read-only transaction.
     *
     * @throws ChameleonException of kind REFUSED when it would be refused
     */
    public RollbackResult plan() {
        return Databases.call(dataSource, session -> session.readOnly(() -> examine(session)));
    }

    private RollbackResult examine(Session session) throws SQLException {
        ServerChecks.requireWritable(session);
        InstalledCatalogues before = InstalledCatalogues.read(session);
        requireUpgraded(session, before);
        requireNoReplica(session);
        List<String> traces = ReplicationTraces.read(session);
        requireUnusedOrForced(traces);
        return new RollbackResult(before.describeLive(), InstalledCatalogues.LEGACY, traces);
    }

    private RollbackResult runLocked(Session session) throws SQLException {
        RollbackResult result = session.readOnly(() -> examine(session));
        return Databases.changing(dataSource, result.before(), () -> {
            swap(session);
            return result;
        });
    }

    private void swap(Session session) throws SQLException {
        new SchemaSwap(dataSource, session, lockTimeout, lockAttempts).run(Schemas.STAGED, Schemas.RETIRED, () -> {
            requireNoReplica(session);
            requireUnusedOrForced(ReplicationTraces.read(session));
        });
    }

    private static void requireUpgraded(Session session, InstalledCatalogues installed) throws SQLException {
        if (installed
                .liveVersion()
                .filter(version -> version.startsWith("2.0."))
                .isEmpty()) {
            throw ChameleonException.refused(
                    "rollback.not-upgraded",
                    "The live catalogue's version is " + installed.describeLive() + ", not 2.0.x.",
                    "There is nothing to roll back.");
        }
        boolean retired = installed.retiredExists()
                && InstalledCatalogues.versionOf(session, Schemas.RETIRED)
                        .filter(InstalledCatalogues.LEGACY::equals)
                        .isPresent();
        if (!retired) {
            throw ChameleonException.refused(
                    "rollback.no-old-catalogue",
                    "There is no 1.7 catalogue in " + Schemas.RETIRED + " to go back to.",
                    "Restore the old catalogue from a backup, if you must.");
        }
        if (installed.stagedExists()) {
            throw ChameleonException.refused(
                    "rollback.leftover",
                    "The schema " + Schemas.STAGED + " exists; the 2.0 catalogue would be kept under that name.",
                    "Look at it, then drop or rename it.");
        }
    }

    /** A replica that is connected would go on writing, into the other catalogue: no force makes that right. */
    private static void requireNoReplica(Session session) throws SQLException {
        Optional<DatabaseSession> replica = DatabaseSession.read(session).stream()
                .filter(DatabaseSession::isReplica)
                .findFirst();
        if (replica.isPresent()) {
            throw ChameleonException.refused(
                    "rollback.live-connection",
                    "A pg_chameleon process is connected: " + replica.get().describe() + ".",
                    "Stop the replicas and wait until their sessions have ended.");
        }
    }

    private void requireUnusedOrForced(List<String> traces) {
        if (!traces.isEmpty() && !force) {
            throw ChameleonException.refused(
                    "rollback.has-replicated",
                    "The 2.0 catalogue was used since the upgrade: " + String.join("; ", traces) + ".",
                    "If you must, use --force: 1.8.2 will then read again what 2.0 has applied or copied already, and doubled"
                            + " rows or failing events are to be expected.");
        }
    }
}
