package io.chameleon.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes 1.7 catalogues by hand, for the states that no recording shows. Every call writes its rows at once. */
public final class Catalogue17 {
    private final TestDatabase database;

    private Catalogue17(TestDatabase database) {
        this.database = database;
    }

    /** Creates the 1.7 catalogue's schema and structure, without sources. */
    public static void install(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(TestResource.text("catalogue-1.7/create.sql"));
        }
    }

    /** Creates the 1.7 catalogue as {@value TestDatabase#OWNER} and goes on with its rows. */
    public static Catalogue17 in(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            install(connection);
        }
        return new Catalogue17(database);
    }

    /** Goes on with the rows of a 1.7 catalogue that exists already, a recorded one for instance. */
    public static Catalogue17 existingIn(TestDatabase database) {
        return new Catalogue17(database);
    }

    /** Adds a stopped source with its two log partitions and an empty destination schema. */
    public Source17 source(String name, String sourceSchema, String destinationSchema) throws SQLException {
        return Source17.create(database, name, sourceSchema, destinationSchema);
    }
}
