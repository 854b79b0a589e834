package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.ServerFacts;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * Creates a fresh catalogue without sources, as pg_chameleon's {@code create_replica_schema} does. It is one
 * transaction: after a failure nothing is there. The catalogue belongs to the role that connects.
 */
public final class CatalogueInstallation {
    private static final String LIVE_SCHEMA = "SELECT to_regnamespace('sch_chameleon')::oid::text";

    private final DataSource dataSource;
    private final CatalogueVersion target;

    /** @throws ChameleonException of kind USAGE when the target is 1.7 */
    public CatalogueInstallation(DataSource dataSource, CatalogueVersion target) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
        this.target = requireNonNull(target, "target");
        if (target.equals(CatalogueVersion.V1_7)) {
            throw ChameleonException.usage(
                    "install.target", "Catalogues " + target + " can't be installed.", "Choose 2.0.0 or later.");
        }
    }

    /**
     * Looks, in one read-only transaction, whether {@link #run} would be refused.
     *
     * @throws ChameleonException of kind REFUSED when it would
     */
    public void requirePossible() {
        Databases.call(dataSource, session -> {
            Refusal.throwIfAnyFailed(ServerChecks.of(ServerFacts.read(session)).toList());
            session.readOnly(() -> {
                requirePossible(session);
                return null;
            });
            return null;
        });
    }

    /**
     * Installs it.
     *
     * @throws ChameleonException when it is refused, fails, is locked out, or when its outcome is unknown
     */
    public InstallationResult run() {
        return Databases.call(dataSource, session -> {
            CatalogueLock lock = CatalogueLock.acquire(session);
            try {
                Refusal.throwIfAnyFailed(
                        ServerChecks.of(ServerFacts.read(session)).toList());
                return WatchedTransaction.run(dataSource, session, LIVE_SCHEMA, () -> install(session));
            } finally {
                lock.close();
            }
        });
    }

    private InstallationResult install(Session session) throws SQLException {
        requirePossible(session);
        session.execute(CatalogueOwner.USABLE_TABLESPACE);
        List<String> migrations = LentConnection.lend(session, this::migrate);
        List<String> problems = new VerifyCatalogue(session, target).structureProblems();
        if (!problems.isEmpty()) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "install.differs",
                    "The new catalogue isn't what it should be. " + String.join(". ", problems) + ".",
                    "Nothing was created. Report this as a bug.");
        }
        return new InstallationResult(target, migrations);
    }

    private static void requirePossible(Session session) throws SQLException {
        requireNone(InstalledCatalogues.read(session));
        requireMayCreate(session);
    }

    private static void requireNone(InstalledCatalogues installed) {
        if (installed.liveExists()) {
            throw ChameleonException.refused(
                            "install.exists",
                            "The schema " + Schemas.LIVE + " exists; its catalogue version is "
                                    + installed.describeLive() + ".",
                            "Use upgrade for an older catalogue; a schema that holds none must be dropped or renamed first.")
                    .withLiveCatalogue(installed.describeLive());
        }
    }

    private static void requireMayCreate(Session session) throws SQLException {
        if (!session.isTrue("SELECT has_database_privilege(current_database(), 'CREATE')")) {
            throw ChameleonException.refused(
                    "install.privilege",
                    "The role " + session.text("SELECT current_user") + " may not create schemas in this database.",
                    "GRANT CREATE ON DATABASE … TO the role, or connect as another one.");
        }
    }

    private List<String> migrate(DataSource lent) {
        try {
            return CheckedMigrations.configure(lent, Schemas.LIVE, target).load().migrate().migrations.stream()
                    .map(migration ->
                            (migration.version.isEmpty() ? "" : migration.version + " ") + migration.description)
                    .toList();
        } catch (FlywayException e) {
            throw FlywayFailure.of("install", "The catalogue could not be created", FlywayFailure.NOTHING_CHANGED, e);
        }
    }
}
