package db.chameleon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chameleon.migrations.CatalogueFunctions;
import java.sql.SQLException;
import java.util.zip.CRC32;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Creates the {@linkplain CatalogueFunctions functions} of our own, or replaces them, and runs again when any of them has
 * changed. It is one migration and one request to the server: what Flyway does around each migration takes longer than to
 * create a function.
 */
public final class R__Create_functions extends BaseJavaMigration {
    private final String functions;

    public R__Create_functions() {
        this(CatalogueFunctions.all());
    }

    R__Create_functions(String functions) {
        this.functions = functions;
    }

    /** As Flyway takes it of a script: how lines end doesn't matter. */
    @Override
    public Integer getChecksum() {
        var checksum = new CRC32();
        functions.lines().forEach(line -> checksum.update(line.getBytes(UTF_8)));
        return (int) checksum.getValue();
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            // As with a script: braces are PostgreSQL's.
            statement.setEscapeProcessing(false);
            statement.execute(functions);
        }
    }
}
