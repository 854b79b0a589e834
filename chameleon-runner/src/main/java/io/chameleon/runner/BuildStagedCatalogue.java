package io.chameleon.runner;

import io.chameleon.runner.catalogue.DependentObjects;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.catalogue.PatientConnections;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.ReplayResult;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** Builds the new catalogue beside the old one: Flyway creates it, imports sources and tables, grants follow. */
final class BuildStagedCatalogue {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final DataSource dataSource;
    private final Session session;
    private final CatalogueOwner owner;
    private final LegacyCatalogue checked;
    private final UpgradeOptions options;
    private final UpgradePlan plan;
    private boolean schemaCreated;

    BuildStagedCatalogue(
            DataSource dataSource,
            Session session,
            CatalogueOwner owner,
            LegacyCatalogue checked,
            UpgradeOptions options,
            UpgradePlan plan) {
        this.dataSource = dataSource;
        this.session = session;
        this.owner = owner;
        this.checked = checked;
        this.options = options;
        this.plan = plan;
    }

    FrozenCatalogue run(ReplayResult replay) throws SQLException {
        FrozenCatalogue frozen = FrozenCatalogue.take(session, checked);
        session.transaction(this::createEmptySchema);
        schemaCreated = true;
        migrate(replay);
        owner.act(() -> session.transaction(() -> CarryOverGrants.run(session)));
        return frozen;
    }

    /** Whether the schema of the staged catalogue is there because this step has made it. */
    boolean hasCreatedSchema() {
        return schemaCreated;
    }

    /** Adds what the next run needs once the staged catalogue is begun; not where nobody knows whether it still is one. */
    ChameleonException tellOfLeftover(ChameleonException thrown) {
        Failure failure = thrown.failure();
        return schemaCreated && failure.kind() != FailureKind.UNKNOWN
                ? thrown.withRemedy(failure.remedy() + " What was built is in " + Schemas.STAGED
                        + ", so that the next run needs --on-leftover=drop.")
                : thrown;
    }

    private Void createEmptySchema() throws SQLException {
        if (InstalledCatalogues.exists(session, Schemas.STAGED)) {
            removeLeftover();
        }
        session.execute("CREATE SCHEMA " + Schemas.STAGED + " AUTHORIZATION " + session.identifier(owner.name()));
        CarryOverGrants.defaults(session);
        return null;
    }

    private void removeLeftover() throws SQLException {
        switch (options.onLeftover()) {
            case REFUSE ->
                throw ChameleonException.refused(
                        "check.leftover-version2",
                        "The schema " + Schemas.STAGED + " has appeared since the check.",
                        "Find out who has made it, and run upgrade again.");
            case DROP -> drop(session);
            case RENAME ->
                session.execute("ALTER SCHEMA " + Schemas.STAGED + " RENAME TO " + Schemas.STAGED + "_"
                        + TIMESTAMP.format(LocalDateTime.now(ZoneOffset.UTC)));
        }
    }

    /** Drops what is staged, unless others depend on it: CASCADE would take along what belongs to them. */
    static void drop(Session session) throws SQLException {
        List<String> dependents = DependentObjects.read(session, Schemas.STAGED);
        if (!dependents.isEmpty()) {
            throw ChameleonException.refused(
                    "check.leftover-version2",
                    "The schema " + Schemas.STAGED + " exists. " + CatalogueChecks.droppedWithIt(dependents),
                    CatalogueChecks.KEEP_DEPENDENTS);
        }
        session.execute("DROP SCHEMA " + Schemas.STAGED + " CASCADE");
    }

    private void migrate(ReplayResult replay) throws SQLException {
        try {
            CheckedMigrations.configure(new PatientConnections(dataSource), Schemas.STAGED, options.target())
                    .callbacks(new ActAs(
                            Session.PREPARATION,
                            options.limitWaiting(),
                            CatalogueOwner.MAY_WRITE,
                            owner.setRole(),
                            CatalogueOwner.USABLE_TABLESPACE))
                    .placeholders(StagedImport.of(plan, replay).placeholders())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw FlywayFailure.of(
                    "build-staged-catalogue",
                    "The new catalogue could not be built",
                    "The old catalogue is as it was.",
                    () -> LockHolders.sentence(dataSource),
                    e);
        }
    }
}
