package io.chameleon.runner;

import io.chameleon.runner.catalogue.CatalogueInspector;
import io.chameleon.runner.catalogue.CurrentCatalogue;
import io.chameleon.runner.catalogue.Inspection;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;

/**
 * Keeps everybody else out of the catalogue's tables until the transaction ends, and looks at all preconditions once
 * more: what was seen before the locks may have changed.
 */
final class LockCatalogue {
    /** What the upgrade starts from, now that nobody can change it. */
    record Locked(CurrentCatalogue catalogue, RowCounts rows) {}

    private final Session session;
    private final CheckPreconditions checkPreconditions;
    private final UpgradeOptions options;

    LockCatalogue(Session session, CheckPreconditions checkPreconditions, UpgradeOptions options) {
        this.session = session;
        this.checkPreconditions = checkPreconditions;
        this.options = options;
    }

    Locked run() throws SQLException {
        takeLocks();
        Inspection inspection = new CatalogueInspector(session).inspectInTransaction();
        Refusal.throwIfAnyFailed(checkPreconditions.run(inspection));
        return new Locked(inspection.current().orElseThrow(), RowCounts.read(session, Schemas.LIVE));
    }

    private void takeLocks() throws SQLException {
        var locks = new CatalogueLocks(session, options.lockTimeout());
        CatalogueLocks.insist(
                options.lockAttempts(),
                () -> tryOnce(locks),
                "lock-catalogue.timeout",
                "Nothing was changed. End those sessions, or wait for them, and run the command again.");
    }

    /** Returns what stood in the way, empty when the locks are taken. */
    private String tryOnce(CatalogueLocks locks) throws SQLException {
        session.execute("SAVEPOINT before_locks");
        try {
            locks.take();
            return "";
        } catch (SQLException e) {
            if (!CatalogueLocks.isLockTrouble(e)) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT before_locks"); // lets go of the tables that were had
            return locks.blocking();
        }
    }
}
