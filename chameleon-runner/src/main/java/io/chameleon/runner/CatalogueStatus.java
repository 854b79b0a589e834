package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.CatalogueLayout;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.CatalogueTimeZone;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.catalogue.SourceStatus;
import io.chameleon.runner.catalogue.SourceStatusReader;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tells how the catalogue and its sources stand, whatever version it has; that there is no catalogue is an answer too.
 * Read only, and seen in one snapshot.
 */
public final class CatalogueStatus {
    private static final int FEW_ERRORS = 3;
    private static final int MANY_ERRORS = 20;

    private final DataSource dataSource;

    public CatalogueStatus(DataSource dataSource) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
    }

    /**
     * All sources, with the {@value #FEW_ERRORS} newest errors of each.
     *
     * @throws ChameleonException where the database can't be reached, or the catalogue is damaged or may not be read
     */
    public StatusResult read() {
        return Databases.call(dataSource, session -> read(session, FEW_ERRORS));
    }

    /**
     * One source, with its {@value #MANY_ERRORS} newest errors.
     *
     * @throws ChameleonException of kind REFUSED where the catalogue has no such source; otherwise as {@link #read()}
     */
    public StatusResult read(String sourceName) {
        requireNonNull(sourceName, "sourceName");
        return Databases.call(dataSource, session -> {
            StatusResult all = read(session, MANY_ERRORS);
            SourceNames.requireKnown(
                    sourceName, all.sources().stream().map(SourceStatus::name).toList());
            return all.only(sourceName);
        });
    }

    private static StatusResult read(Session session, int newestErrors) throws SQLException {
        return session.readOnly(() -> readSnapshot(session, newestErrors));
    }

    private static StatusResult readSnapshot(Session session, int newestErrors) throws SQLException {
        String timeZone = CatalogueTimeZone.adopt(session);
        Instant now = session.one("SELECT now()", row -> row.getObject(1, OffsetDateTime.class))
                .toInstant();
        InstalledCatalogues installed = InstalledCatalogues.read(session);
        Optional<CatalogueLayout> layout = CatalogueLayout.read(session);
        List<SourceStatus> sources =
                layout.isPresent() ? new SourceStatusReader(session, layout.get(), newestErrors).read(now) : List.of();
        List<String> lockHolders = CatalogueLock.holders(session);
        return new StatusResult(
                now,
                timeZone,
                CatalogueSituation.of(
                        installed.describeLive(),
                        versionBeside(session, Schemas.RETIRED),
                        versionBeside(session, Schemas.STAGED),
                        installed.missing(),
                        !lockHolders.isEmpty()),
                lockHolders,
                sources);
    }

    private static Optional<String> versionBeside(Session session, String schema) throws SQLException {
        return InstalledCatalogues.exists(session, schema)
                ? Optional.of(InstalledCatalogues.versionOf(session, schema).orElse(CatalogueSituation.UNREADABLE))
                : Optional.empty();
    }
}
