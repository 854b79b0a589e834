package io.chameleon.testing;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What pg_chameleon 1.8.2 left behind in six situations, recorded from a running replica: a 1.7 catalogue with two
 * sources, the destination tables, the binlog events that follow, and the rows that must be there in the end. The
 * {@code README.md} beside the recordings explains the files.
 */
public enum Scenario {
    /** The last event read by the source that is ahead was an UPDATE: applying it twice does no harm. */
    UPDATE,
    /** The last event read by the source that is ahead was an INSERT: applying it twice is a duplicate key. */
    INSERT,
    /** The open batch of {@code source_02} isn't started. */
    UNSTARTED,
    /** {@code db_schema_02.t_enum} has coordinates ahead of its source, and has lost its primary key in PostgreSQL. */
    SYNCTABLES,
    /** {@code source_02} was killed between opening the next batch and closing the old one; it says running. */
    TWOOPEN,
    /** 10,500 events of a table that isn't registered, because it has no key, head a pending batch. */
    NOPK;

    private TestDatabase template;

    /** Creates a database in the recorded state. The caller closes it. */
    public TestDatabase database() {
        return template().copy();
    }

    /** Loads the recorded state into an empty database: everything belongs to {@value TestDatabase#OWNER}. */
    public void load(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            Catalogue17.install(connection);
            loadCatalogue(connection);
            loadDestination(connection);
        }
    }

    /** The 2.0 configuration with the one source {@code upgraded}; its connections are those of the recording. */
    public String configuration() {
        return text("upgraded.yml");
    }

    /** The 2.0 configuration, its PostgreSQL connection leading to the given database. */
    public String configuration(TestDatabase database) {
        return configuration()
                .replace("\"5450\"", "\"" + database.port() + "\"")
                .replace("\"rig\"", "\"" + TestDatabase.PASSWORD + "\"")
                .replace("\"db_replica\"", "\"" + database.name() + "\"");
    }

    /** The two 1.8 configurations; their connections are those of the recording. */
    public List<String> legacyConfigurations() {
        return List.of(text("source_01.yaml"), text("source_02.yaml"));
    }

    /** The two 1.8 configurations, their PostgreSQL connections leading to the given database. */
    public List<String> legacyConfigurations(TestDatabase database) {
        return legacyConfigurations().stream()
                .map(yaml -> yaml.replace("port: 5450", "port: " + database.port())
                        .replace("password: rig", "password: " + TestDatabase.PASSWORD)
                        .replace("db_replica", database.name()))
                .toList();
    }

    /** The oldest restart point; {@link #stream()} holds every event after it. */
    public StreamPosition streamStart() {
        var fields = text("stream-start.csv").strip().split(",");
        return StreamPosition.of(fields[0], Long.parseLong(fields[1]));
    }

    /** The recorded events as CSV with a header, in the order of the binlog. The caller closes it. */
    public InputStream stream() {
        return TestResource.open(path("stream.csv.gz"));
    }

    /** Rows of a destination table after everything is replicated, as CSV with a header. */
    String truth(String table) {
        return text("destination-after/" + table + ".csv.gz");
    }

    private synchronized TestDatabase template() {
        if (template == null) {
            var loading = TestDatabase.create();
            try {
                load(loading);
            } catch (SQLException e) {
                loading.close();
                throw new IllegalStateException("cannot load the scenario " + this, e);
            }
            template = loading;
        }
        return template;
    }

    private void loadCatalogue(Connection connection) throws SQLException {
        var rows = text("catalogue-1.7-data.sql.gz");
        // The sources come first in the dump and name the log partitions that the rest is loaded into.
        var afterSources = rows.indexOf("INSERT INTO sch_chameleon.t_replica_batch");
        execute(connection, rows.substring(0, afterSources));
        execute(connection, "SELECT sch_chameleon.fn_refresh_parts()");
        execute(connection, rows.substring(afterSources));
        execute(connection, "RESET ALL");
    }

    private void loadDestination(Connection connection) throws SQLException {
        // PostgreSQL before 12 doesn't know the setting, and its only value there is the default.
        var schemas = text("destination-before.sql.gz").replace("SET default_table_access_method = heap;", "");
        execute(connection, schemas);
        execute(connection, "RESET ALL");
    }

    private String text(String file) {
        return TestResource.text(path(file));
    }

    private String path(String file) {
        return "scenarios/" + name().toLowerCase(Locale.ROOT) + "/" + file;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
