package db.chameleon;

import io.chameleon.migrations.CatalogueImport;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Carries sources and tables over from a catalogue 1.7 in another schema of the database. What to carry over is told by
 * the placeholders of {@link CatalogueImport}; without them nothing happens.
 *
 * <p>The sources arrive without binlog coordinates and inconsistent: coordinates can be set when later migrations have
 * made their columns wide enough.
 */
public final class V2_0_0_1__Import_catalogue_1_7 extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws SQLException {
        Map<String, String> placeholders = context.getConfiguration().getPlaceholders();
        String schema = placeholders.get(CatalogueImport.SCHEMA_PLACEHOLDER);
        String sources = placeholders.get(CatalogueImport.SOURCES_PLACEHOLDER);
        if (schema == null && sources == null) {
            return;
        }
        if (schema == null || sources == null) {
            throw new IllegalArgumentException("the placeholders " + CatalogueImport.SCHEMA_PLACEHOLDER + " and "
                    + CatalogueImport.SOURCES_PLACEHOLDER + " go together; only one is set");
        }
        var catalogue = new ImportedCatalogue(context.getConnection(), schema);
        for (ImportedSource source : ImportedSource.parseAll(context.getConnection(), sources)) {
            catalogue.carryOver(source);
        }
    }
}
