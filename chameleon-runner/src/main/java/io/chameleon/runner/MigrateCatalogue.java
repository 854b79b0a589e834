package io.chameleon.runner;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.CurrentCatalogue;
import io.chameleon.runner.catalogue.MigrationHistory;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** Lets Flyway bring the live catalogue to the target version, in the session's transaction. */
final class MigrateCatalogue {
    private final Session session;
    private final CatalogueVersion target;

    MigrateCatalogue(Session session, CatalogueVersion target) {
        this.session = session;
        this.target = target;
    }

    /** Returns the number of migrations that were applied. */
    Integer run(CurrentCatalogue catalogue) throws SQLException {
        CatalogueVersion actual = catalogue.structure().actual();
        session.execute(CatalogueOwner.USABLE_TABLESPACE);
        if (!actual.equals(catalogue.structure().claimed())) {
            finishHalfAppliedUpgrade(actual);
        }
        boolean baseline = !isRecorded(catalogue.history(), actual);
        if (baseline && catalogue.history().exists()) {
            session.execute("DROP TABLE " + MigrationHistory.table());
        }
        return LentConnection.lend(session, lent -> migrate(lent, actual, baseline));
    }

    /** The version's script has run; what is missing is the version. */
    private void finishHalfAppliedUpgrade(CatalogueVersion actual) throws SQLException {
        session.execute(
                "CREATE OR REPLACE VIEW " + Schemas.LIVE + ".v_version AS SELECT '" + actual + "'::text AS t_version");
    }

    private static boolean isRecorded(MigrationHistory history, CatalogueVersion version) {
        return history.version().filter(version::equals).isPresent();
    }

    private int migrate(DataSource lent, CatalogueVersion actual, boolean baseline) throws SQLException {
        var flyway = CheckedMigrations.configure(lent, Schemas.LIVE, target)
                .baselineVersion(actual.number())
                .lockRetryCount(5)
                .load();
        try {
            if (baseline) {
                flyway.baseline();
                requireRecorded(actual);
            }
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw FlywayFailure.of(
                    "migrate-catalogue", "The catalogue could not be migrated", FlywayFailure.NOTHING_CHANGED, e);
        }
    }

    /** Flyway tries again to create its history, and takes one for done that it has left without a beginning. */
    private void requireRecorded(CatalogueVersion actual) throws SQLException {
        if (!isRecorded(MigrationHistory.read(session), actual)) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "migrate-catalogue.failed",
                    "The catalogue could not be migrated: Flyway has not recorded that its history begins at " + actual
                            + ".",
                    FlywayFailure.NOTHING_CHANGED + " The server's log tells why. Run the command again.");
        }
    }
}
