package io.chameleon.runner;

import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.PostgresServer;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * A 1.7 replica of two MySQL schemas of one server, small enough to know every row: {@code source_01} has the tables
 * {@code dest1.t1} and {@code dest1.t2} and a pending batch with an event of each, {@code source_02} has
 * {@code dest2.t1} and nothing pending.
 */
public final class SmallReplica implements AutoCloseable {
    /** The configuration that merges both sources. */
    public static final String MERGED = """
            sources:
              merged:
                type: mysql
                schema_mappings: {app1: dest1, app2: dest2}
            """;

    private static final List<String> SCHEMAS =
            List.of("sch_chameleon", "_sch_chameleon_version1", "_sch_chameleon_version2", "dest1", "dest2");
    private static TestDatabase template;

    private final TestDatabase database;

    private SmallReplica(TestDatabase database) {
        this.database = database;
    }

    public static synchronized SmallReplica create() {
        if (template == null) {
            template = load(TestDatabase.create());
        }
        return new SmallReplica(template.copy());
    }

    /** The same on a server of the test's own. */
    public static SmallReplica createOn(PostgresServer server) {
        return new SmallReplica(load(TestDatabase.createOn(server)));
    }

    private static TestDatabase load(TestDatabase database) {
        try {
            Catalogue17 catalogue = Catalogue17.in(database);
            catalogue
                    .source("source_01", "app1", "dest1")
                    .table("t1")
                    .table("t2")
                    .pendingBatch(
                            "mysql-bin.000002",
                            100,
                            LogEvent17.insert("t1", "{\"id\": 1, \"v\": \"one\"}"),
                            LogEvent17.insert("t2", "{\"id\": 2, \"v\": \"two\"}"))
                    .openBatch("mysql-bin.000002", 4711);
            catalogue.source("source_02", "app2", "dest2").table("t1").openBatch("mysql-bin.000002", 4000);
            return database;
        } catch (SQLException e) {
            database.close();
            throw new IllegalStateException(e);
        }
    }

    public TestDatabase database() {
        return database;
    }

    CatalogueUpgrade upgrade() {
        return upgrade(UpgradeOptions.defaults());
    }

    CatalogueUpgrade upgrade(UpgradeOptions options) {
        return upgrade(database.dataSource(), options);
    }

    CatalogueUpgrade upgrade(DataSource dataSource, UpgradeOptions options) {
        return new CatalogueUpgrade(dataSource, Upgrades.configuration(MERGED), options);
    }

    /** Opens a session as the owner under a name of the test's choice. */
    Connection connect(String applicationName) throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), TestDatabase.OWNER, TestDatabase.PASSWORD);
        connection.setClientInfo("ApplicationName", applicationName);
        return connection;
    }

    /** All that an upgrade could touch, by schema. */
    public Map<String, CatalogueSnapshot> everything() {
        try (Connection connection = database.connectAsSuperuser()) {
            var snapshots = new TreeMap<String, CatalogueSnapshot>();
            for (String schema : SCHEMAS) {
                snapshots.put(schema, CatalogueSnapshot.of(connection, schema));
            }
            return snapshots;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    CatalogueSnapshot live() {
        return CatalogueSnapshot.of(database, "sch_chameleon");
    }

    /** The version of the live catalogue. */
    String version() {
        return text("SELECT t_version FROM sch_chameleon.v_version");
    }

    /** Which schemas of the catalogue's names exist, in alphabetical order. */
    List<String> schemas() {
        return texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%sch\\_chameleon%' ORDER BY 1");
    }

    String text(String sql) {
        return texts(sql).get(0);
    }

    List<String> texts(String sql) {
        try {
            return database.query(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
