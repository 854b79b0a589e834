package io.chameleon.migrations;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** The live catalogue, where it is one that Flyway can take over. */
final class ExistingCatalogue {
    private static final String NOT_2_0 =
            "The catalogue in the schema " + CatalogueMigrations.SCHEMA + " is of version ";

    private ExistingCatalogue() {}

    /** @throws FlywayException when there is no catalogue 2.0.x */
    static CatalogueVersion version(DataSource database) {
        String version = read(database)
                .orElseThrow(() -> new FlywayException("There is no catalogue in the schema "
                        + CatalogueMigrations.SCHEMA + ". Install one with CatalogueMigrations.configure."));
        if (!version.startsWith("2.0.")) {
            throw new FlywayException(NOT_2_0 + version + ", which Flyway alone can not upgrade. Upgrade it with the"
                    + " runner: java -jar chameleon-runner.jar upgrade --config NAME");
        }
        return known(version);
    }

    private static CatalogueVersion known(String version) {
        try {
            return CatalogueVersion.parse(version);
        } catch (IllegalArgumentException e) {
            throw new FlywayException(
                    NOT_2_0 + version + ", which is newer than " + CatalogueVersion.LATEST
                            + ". Use a chameleon-migrations that knows it.",
                    e);
        }
    }

    private static Optional<String> read(DataSource database) {
        try (var connection = database.getConnection()) {
            return InstalledVersion.read(connection, CatalogueMigrations.SCHEMA);
        } catch (SQLException e) {
            throw new FlywayException("The version of the catalogue can't be read: " + e.getMessage(), e);
        }
    }
}
