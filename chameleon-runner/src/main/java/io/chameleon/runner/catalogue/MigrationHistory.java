package io.chameleon.runner.catalogue;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.migrations.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What Flyway's history table in the live catalogue says. A catalogue that only pg_chameleon itself has ever upgraded
 * has none.
 *
 * @param exists whether there is a history table
 * @param rows how many rows it has
 * @param version the catalogue version that it leads to, empty where it leads to none
 */
public record MigrationHistory(boolean exists, long rows, Optional<CatalogueVersion> version) {
    public MigrationHistory {
        requireNonNull(version, "version");
    }

    /** Whether it records something, but nothing of a catalogue: it is somebody else's. */
    public boolean isForeign() {
        return rows > 0 && version.isEmpty();
    }

    /** Name of the history table, qualified and quoted. */
    public static String table() {
        return Identifier.quote(CatalogueMigrations.SCHEMA, CatalogueMigrations.HISTORY_TABLE);
    }

    /** Reads it; changes nothing. */
    public static MigrationHistory read(Session session) throws SQLException {
        if (!session.isTrue("SELECT to_regclass(?) IS NOT NULL", table())) {
            return new MigrationHistory(false, 0, Optional.empty());
        }
        List<String> recorded = session.list(
                "SELECT version FROM " + table() + " WHERE success AND version IS NOT NULL", row -> row.getString(1));
        return new MigrationHistory(
                true,
                session.one("SELECT count(*) FROM " + table(), row -> row.getLong(1)),
                CatalogueVersion.all().stream()
                        .filter(version -> recorded.contains(version.number()))
                        .max(naturalOrder()));
    }
}
