package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.MigrationHistory;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The migrations of the catalogue and what has become of each, as Flyway's history tells. A 2.0 catalogue without a
 * history is told as an upgrade would record it: baselined at its version. Changes nothing.
 */
public final class CatalogueHistory {
    private final DataSource dataSource;

    public CatalogueHistory(DataSource dataSource) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
    }

    /**
     * Reads the history, in one read-only transaction; also where there is no catalogue at all.
     *
     * @throws ChameleonException where the database can't be reached or the history can't be read
     */
    public HistoryResult read() {
        return Databases.call(dataSource, session -> session.readOnly(() -> read(session)));
    }

    private static HistoryResult read(Session session) throws SQLException {
        InstalledCatalogues installed = InstalledCatalogues.read(session);
        MigrationHistory history = MigrationHistory.read(session);
        Optional<CatalogueVersion> baseline = history.version().isPresent()
                ? Optional.empty()
                : installed.knownVersion().filter(CatalogueVersion.V1_7::isBefore);
        List<RecordedMigration> migrations = LentConnection.lend(session, CatalogueHistory::migrations).stream()
                .map(migration -> RecordedMigration.of(migration, baseline))
                .toList();
        return new HistoryResult(installed.describeLive(), history.exists(), baseline, migrations);
    }

    private static List<MigrationInfo> migrations(DataSource lent) {
        try {
            return Arrays.asList(CatalogueMigrations.configure(lent, Schemas.LIVE)
                    .load()
                    .info()
                    .all());
        } catch (FlywayException e) {
            throw FlywayFailure.of("history", "Flyway's history could not be read", FlywayFailure.NOTHING_CHANGED, e);
        }
    }
}
