package db.chameleon;

import io.chameleon.migrations.CatalogueFunctions;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Creates the {@linkplain CatalogueFunctions functions} of our own, or replaces them, and runs again when any of them has
 * changed. It is one migration: what Flyway does around each takes longer than to create a function.
 */
public final class R__Create_functions extends BaseJavaMigration {
    @Override
    public Integer getChecksum() {
        return CatalogueFunctions.checksum();
    }

    @Override
    public void migrate(Context context) throws SQLException {
        CatalogueFunctions.create(context.getConnection());
    }
}
