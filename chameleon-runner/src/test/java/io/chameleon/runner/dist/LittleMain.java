package io.chameleon.runner.dist;

import io.chameleon.migrations.CatalogueMigrations;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Programs to compare the runner with: one that does nothing, one that connects, one that migrates what is up to date, one
 * that migrates an empty database.
 */
public final class LittleMain {
    private LittleMain() {}

    /** @param arguments {@code nothing}, or {@code connect}, {@code migrate} or {@code build} and a URL of JDBC */
    public static void main(String[] arguments) throws SQLException {
        if (arguments[0].equals("nothing")) {
            return;
        }
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[1]);
        if (arguments[0].equals("connect")) {
            database.getConnection().close();
            return;
        }
        var result = CatalogueMigrations.configure(database, CatalogueMigrations.SCHEMA)
                .load()
                .migrate();
        if (arguments[0].equals("build") != result.migrationsExecuted > 0) {
            throw new IllegalStateException("migrations: " + result.migrationsExecuted);
        }
    }
}
