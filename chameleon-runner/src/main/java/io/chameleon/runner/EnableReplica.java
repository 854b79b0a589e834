package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.CatalogueLayout;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.DatabaseSession;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes a source startable again: resets the status that a killed or failed replica has left to {@code stopped}, and
 * clears the maintenance and pause flags where the catalogue's version has them. A status that blocks nothing (ready,
 * initialised, synced, stopped) stays. One transaction.
 *
 * <p>Refused while processes of the source are connected, unless forced: they would go on, and write their status
 * again. A session of pg_chameleon counts as the source's when its {@code application_name} names the source, and also
 * when it names no source of the catalogue, since not all releases tell.
 */
public final class EnableReplica {
    private static final String SOURCES =
            "SELECT md5(string_agg(s::text, '' ORDER BY i_id_source)) FROM sch_chameleon.t_sources s";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource dataSource;
    private final String sourceName;
    private final boolean force;

    /**
     * @param sourceName name of a source in the live catalogue, 1.7 or 2.0
     * @param force whether to go on although processes of the source are connected
     */
    public EnableReplica(DataSource dataSource, String sourceName, boolean force) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
        this.sourceName = requireNonNull(sourceName, "sourceName");
        this.force = force;
    }

    /**
     * Resets what holds the source.
     *
     * @throws ChameleonException when it is refused, fails, is locked out, or when its outcome is unknown
     */
    public EnableReplicaResult run() {
        return Databases.call(dataSource, session -> {
            CatalogueLock lock = CatalogueLock.acquire(session);
            try {
                ServerChecks.requireWritable(session);
                return runLocked(session);
            } finally {
                lock.close();
            }
        });
    }

    private EnableReplicaResult runLocked(Session session) throws SQLException {
        try {
            return WatchedTransaction.run(dataSource, session, SOURCES, () -> enable(session));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw lockedOut();
            }
            throw e;
        }
    }

    private EnableReplicaResult enable(Session session) throws SQLException {
        session.execute("SET LOCAL lock_timeout = '5s'");
        List<String> sources = sourceNames(session);
        SourceNames.requireKnown(sourceName, sources);
        SourceReset reset = SourceReset.lock(session, sourceName);
        List<String> connected = new ReplicaSessions(sources)
                .of(sourceName, DatabaseSession.read(session)).stream()
                        .map(DatabaseSession::describe)
                        .toList();
        requireNoneOrForced(connected);
        return new EnableReplicaResult(
                sourceName, InstalledCatalogues.read(session).describeLive(), reset.run(), connected, reset.advice());
    }

    private static List<String> sourceNames(Session session) throws SQLException {
        if (CatalogueLayout.read(session).isEmpty()) {
            throw ChameleonException.refused(
                    "enable.no-catalogue",
                    "There is no replica catalogue in this database.",
                    "Look whether it is the right database, and what status says.");
        }
        return CatalogueLayout.sourceNames(session);
    }

    private void requireNoneOrForced(List<String> connected) {
        if (!connected.isEmpty() && !force) {
            throw ChameleonException.refused(
                    "enable.connected",
                    "Processes that may work for the source " + sourceName + " are connected: "
                            + String.join(", ", connected) + ".",
                    "Stop the replica, or use --force if you know that they aren't the source's.");
        }
    }

    private ChameleonException lockedOut() {
        return ChameleonException.of(
                FailureKind.LOCKED,
                "enable.lock-timeout",
                "The source " + sourceName + " is locked by another session.",
                "End that session, or wait for it, and run the command again.");
    }
}
