package io.chameleon.runner.dist;

import io.chameleon.migrations.CatalogueMigrations;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Programs to compare the runner with: one that does nothing, one that connects, one that migrates what is up to date. */
public final class LittleMain {
    private LittleMain() {}

    /** @param arguments {@code nothing}, or {@code connect} or {@code migrate} and a URL of JDBC */
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
        if (result.migrationsExecuted != 0) {
            throw new IllegalStateException("there was something to migrate");
        }
    }
}
