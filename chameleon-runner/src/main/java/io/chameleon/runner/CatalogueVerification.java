package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.HarmlessAdditions;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.InstalledStructure;
import io.chameleon.runner.catalogue.LogTables;
import io.chameleon.runner.catalogue.MigrationHistory;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Compares the live catalogue, object by object, with the structure that pg_chameleon gives to a catalogue of the
 * version that it claims to have. Changes nothing.
 *
 * <p>The order of a table's columns doesn't count: an upgraded catalogue has another one than a fresh catalogue. Nor do
 * languages, volatilities and bodies of functions.
 */
public final class CatalogueVerification {
    private final DataSource dataSource;

    public CatalogueVerification(DataSource dataSource) {
        this.dataSource = requireNonNull(dataSource, "dataSource");
    }

    /**
     * Verifies, in one read-only transaction.
     *
     * @throws ChameleonException of kind REFUSED where there is no catalogue of a known version
     */
    public VerificationResult run() {
        return Databases.call(dataSource, session -> session.readOnly(() -> verify(session)));
    }

    private static VerificationResult verify(Session session) throws SQLException {
        InstalledCatalogues installed = InstalledCatalogues.read(session);
        CatalogueVersion claimed = installed.knownVersion().orElseThrow(() -> nothingToCompareWith(installed));
        InstalledStructure structure = InstalledStructure.read(session, claimed);
        var differences = new ArrayList<>(structure.differences());
        if (CatalogueVersion.V1_7.isBefore(claimed)) {
            differences.addAll(LogTables.differences(session));
        }
        historyDifference(session, claimed).ifPresent(differences::add);
        return new VerificationResult(
                claimed, differences, structure.halfApplied(), HarmlessAdditions.read(session, structure));
    }

    private static Optional<Difference> historyDifference(Session session, CatalogueVersion claimed)
            throws SQLException {
        return MigrationHistory.read(session)
                .version()
                .filter(recorded -> !recorded.equals(claimed))
                .map(recorded -> new Difference("version in Flyway's history", claimed.number(), recorded.number()));
    }

    private static ChameleonException nothingToCompareWith(InstalledCatalogues installed) {
        var refusal = installed.liveExists()
                ? ChameleonException.refused(
                        "verify.unknown-version",
                        "The catalogue's version is " + installed.describeLive() + ", which isn't known.",
                        "Check that the connection goes to the right database, and whether a newer runner knows it.")
                : ChameleonException.refused(
                        "verify.no-catalogue",
                        "There is no catalogue: the schema sch_chameleon doesn't exist.",
                        "Check that the connection goes to the destination database.");
        return refusal.withLiveCatalogue(installed.describeLive());
    }
}
