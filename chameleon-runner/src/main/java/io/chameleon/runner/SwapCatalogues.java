package io.chameleon.runner;

import io.chameleon.runner.catalogue.DatabaseSession;
import io.chameleon.runner.catalogue.LegacyFingerprint;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes the staged catalogue the live one. Under locks on every table of the old catalogue it makes sure once more
 * that nothing has changed since the import and that no replica is connected; afterwards it looks whether anything
 * slipped through all the same.
 */
final class SwapCatalogues {
    /** Gives a session that was about to write when the locks were released the time to be seen. */
    private static final Duration BEFORE_LAST_LOOK = Duration.ofMillis(200);

    private static final String OTHERS_ARE_CONNECTED = """
            SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND usesysid IS NOT NULL
                           AND pid NOT IN (pg_backend_pid(), ?))
            """;

    private final DataSource dataSource;
    private final Session session;
    private final UpgradeOptions options;
    private final UpgradePlan plan;

    SwapCatalogues(DataSource dataSource, Session session, UpgradeOptions options, UpgradePlan plan) {
        this.dataSource = dataSource;
        this.session = session;
        this.options = options;
        this.plan = plan;
    }

    /** Returns what the operator should look at. */
    List<String> run(FrozenCatalogue frozen) throws SQLException {
        schemaSwap().run(Schemas.RETIRED, Schemas.STAGED, () -> {
            frozen.requireUnchanged(session);
            requireNoReplica();
        });
        return lastLook(frozen);
    }

    /** Swaps in a transaction that is rolled back, and returns the locks that it has taken. */
    List<TableLock> rehearse(FrozenCatalogue frozen) throws SQLException {
        var locks = new ArrayList<TableLock>();
        schemaSwap().rehearse(Schemas.RETIRED, Schemas.STAGED, () -> {
            frozen.requireUnchanged(session);
            requireNoReplica();
            locks.clear();
            locks.addAll(TableLock.held(session, UpgradeStep.SWAP_CATALOGUES));
        });
        return locks;
    }

    private SchemaSwap schemaSwap() {
        return new SchemaSwap(dataSource, session, options.lockTimeout(), options.lockAttempts());
    }

    /** The swap is done, and stays done when nobody can look at it any more. */
    private List<String> lastLook(FrozenCatalogue frozen) {
        try {
            return Databases.call(dataSource, fresh -> lastLook(fresh, frozen));
        } catch (ChameleonException e) {
            return List.of("Whether something has written to either catalogue right after the swap could not be"
                    + " looked at. " + e.failure().problem());
        }
    }

    private void requireNoReplica() throws SQLException {
        List<DatabaseSession> replicas = DatabaseSession.read(session).stream()
                .filter(DatabaseSession::isReplica)
                .toList();
        if (!replicas.isEmpty()) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "swap.live-connection",
                    "A pg_chameleon process has connected during the upgrade: "
                            + replicas.get(0).describe() + ".",
                    "Stop it and run upgrade again.");
        }
    }

    private List<String> lastLook(Session fresh, FrozenCatalogue frozen) throws SQLException {
        if (fresh.isTrue(OTHERS_ARE_CONNECTED, session.backend())) {
            sleep();
        }
        return fresh.readOnly(() -> {
            var warnings = new ArrayList<String>();
            LegacyFingerprint now = LegacyFingerprint.read(fresh, Schemas.RETIRED);
            for (String table : frozen.fingerprint().changedTables(now)) {
                warnings.add("Something has written to the old catalogue after the swap: " + Schemas.RETIRED + "."
                        + table + ". Stop every pg_chameleon 1.8 process; what it wrote there is not replicated.");
            }
            long foreignRows =
                    fresh.one("""
                    SELECT (SELECT count(*) FROM sch_chameleon.t_log_replica)
                         + (SELECT count(*) FROM sch_chameleon.t_replica_batch)
                         + (SELECT count(*) FROM sch_chameleon.t_sources) - ?
                    """, row -> row.getLong(1), 2L * plan.sources().size());
            if (foreignRows != 0) {
                warnings.add("Something else has written to the new catalogue right after the swap (rows: "
                        + foreignRows + "). Stop every pg_chameleon 1.8 process and roll back before starting 2.0.");
            }
            return warnings;
        });
    }

    private static void sleep() {
        try {
            Thread.sleep(BEFORE_LAST_LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
