package io.chameleon.migrations;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.jdbc.Results;

/**
 * A versioned script, which the history tells as Flyway itself would. It is sent as it is, as one request: our scripts
 * have no placeholders and nothing that can't be in a transaction, and to look for that in every character takes Flyway
 * longer than all that it does otherwise.
 */
final class ScriptMigration implements ResolvedMigration, MigrationExecutor {
    private final String name;
    private final MigrationVersion version;
    private final String description;
    private final String sql;
    private final int checksum;

    /** @param name such as {@code V2.0.0__Create_catalogue.sql} */
    ScriptMigration(String name, String version, String description) {
        this.name = name;
        this.version = MigrationVersion.fromVersion(version);
        this.description = description;
        this.sql = Resource.text("/" + MigrationFile.DIRECTORY + name);
        this.checksum = Checksum.of(sql);
    }

    @Override
    public List<Results> execute(Context context) throws SQLException {
        Script.run(context.getConnection(), name, sql);
        return List.of();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public boolean shouldExecute() {
        return true;
    }

    @Override
    public MigrationVersion getVersion() {
        return version;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getScript() {
        return name;
    }

    @Override
    public Integer getChecksum() {
        return checksum;
    }

    @Override
    public boolean checksumMatches(Integer recorded) {
        return recorded != null && recorded == checksum;
    }

    @Override
    public boolean checksumMatchesWithoutBeingIdentical(Integer recorded) {
        return false;
    }

    @Override
    public MigrationType getType() {
        return CoreMigrationType.SQL;
    }

    @Override
    public String getPhysicalLocation() {
        return CatalogueMigrations.LOCATION + "/" + name;
    }

    @Override
    public MigrationExecutor getExecutor() {
        return this;
    }
}
