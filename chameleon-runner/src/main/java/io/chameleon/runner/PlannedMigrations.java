package io.chameleon.runner;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.Schemas;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** The migrations that an upgrade within 2.0 applies, as Flyway finds them. */
final class PlannedMigrations {
    private PlannedMigrations() {}

    /** The migrations that lead the live catalogue from one version to another. Changes nothing. */
    static List<String> of(DataSource dataSource, CatalogueVersion from, CatalogueVersion target) {
        var start = MigrationVersion.fromVersion(from.number());
        return Arrays.stream(known(dataSource, target))
                .filter(migration -> isPending(migration.getState()))
                .filter(migration ->
                        !migration.isVersioned() || migration.getVersion().compareTo(start) > 0)
                .map(PlannedMigrations::describe)
                .toList();
    }

    private static MigrationInfo[] known(DataSource dataSource, CatalogueVersion target) {
        try {
            return CatalogueMigrations.configure(dataSource, Schemas.LIVE, target)
                    .load()
                    .info()
                    .all();
        } catch (FlywayException e) {
            throw FlywayFailure.of("history", "Flyway's history could not be read", FlywayFailure.NOTHING_CHANGED, e);
        }
    }

    private static boolean isPending(MigrationState state) {
        return state == MigrationState.PENDING || state == MigrationState.OUTDATED;
    }

    private static String describe(MigrationInfo migration) {
        return (migration.isVersioned() ? migration.getVersion() + " " : "") + migration.getDescription();
    }
}
