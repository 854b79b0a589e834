package io.chameleon.runner;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations without their SQL callbacks. Those refuse what nobody has looked at before a plain Flyway: version,
 * baseline, running sources. The runner has, and Flyway would read and run them again before each migration.
 */
final class CheckedMigrations {
    private CheckedMigrations() {}

    static FluentConfiguration configure(DataSource dataSource, String schema, CatalogueVersion target) {
        return CatalogueMigrations.configure(dataSource, schema, target).skipDefaultCallbacks(true);
    }
}
