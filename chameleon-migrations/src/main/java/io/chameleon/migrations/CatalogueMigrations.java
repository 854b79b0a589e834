package io.chameleon.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * The Flyway configuration for the replica catalogue. Its history table is Flyway's default one, in the catalogue's
 * schema, so that this preset and a plain Flyway with the same location understand each other.
 */
public final class CatalogueMigrations {
    /** Where the migrations are on the class path. */
    public static final String LOCATION = "classpath:db/chameleon";

    /** The schema in which pg_chameleon looks for its catalogue. */
    public static final String SCHEMA = "sch_chameleon";

    /** Flyway's default, in the catalogue's schema. */
    public static final String HISTORY_TABLE = "flyway_schema_history";

    private CatalogueMigrations() {}

    /**
     * Migrates to the {@linkplain CatalogueVersion#LATEST latest} version. All pending migrations are one transaction;
     * the schema and the history table are created before it, in transactions of their own. Flyway is told the migrations
     * one by one and neither scans the class path nor parses the scripts: other locations are of no effect, and setting
     * other resolvers takes the migrations away. A baseline fails, before anything is changed, when its version isn't that
     * of the catalogue; setting other callbacks takes that away.
     *
     * @param schema the schema that holds, or is to hold, the catalogue
     */
    public static FluentConfiguration configure(DataSource database, String schema) {
        var configuration = Flyway.configure(CatalogueMigrations.class.getClassLoader())
                .dataSource(new PinnedNames(database))
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations(LOCATION)
                .resourceProvider(new MigrationFiles())
                .skipDefaultResolvers(true)
                .resolvers(MigrationFiles::resolve)
                // Without a provider Flyway looks for classes, even though it asks nobody for them.
                .javaMigrationClassProvider(List::of)
                .table(HISTORY_TABLE)
                .encoding(UTF_8)
                .validateMigrationNaming(true)
                .group(true)
                .callbacks(new RefuseOtherBaseline())
                .cleanDisabled(true);
        // Flyway's default holds its lock in one transaction and writes the history in another: a session lock makes
        // it a single one.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    /** Migrates to the given version. */
    public static FluentConfiguration configure(DataSource database, String schema, CatalogueVersion target) {
        return configure(database, schema).target(target.number());
    }

    /**
     * The migrations that make a catalogue of that version where there is none: version, if it has one, and description of
     * each, in the order in which they run. Known without a database.
     */
    public static List<String> describe(CatalogueVersion target) {
        return MigrationFiles.describe(target);
    }

    /**
     * Migrates the catalogue 2.0.x in {@value #SCHEMA}, whoever has made it, to the latest version: where Flyway
     * doesn't know it yet, {@code migrate} baselines it at the version that {@code v_version} tells.
     *
     * @throws FlywayException when there is no catalogue 2.0.x, or the database can't be reached; the message tells what
     *     to do instead
     */
    public static FluentConfiguration forExisting(DataSource database) {
        return configure(database, SCHEMA)
                .baselineOnMigrate(true)
                .baselineVersion(ExistingCatalogue.version(database).number());
    }
}
