package io.chameleon.runner.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A database with a catalogue, a destination and the events of one load after the other. */
final class BenchmarkDatabase implements AutoCloseable {
    private final Connection connection;
    private final BenchmarkLayout layout;
    private Load load;

    private BenchmarkDatabase(Connection connection, BenchmarkLayout layout) {
        this.connection = connection;
        this.layout = layout;
    }

    static BenchmarkDatabase create(BenchmarkServer server, BenchmarkLayout layout) throws SQLException {
        DataSource source = server.createDatabase(layout.name().toLowerCase(java.util.Locale.ROOT));
        layout.install(source);
        var database = new BenchmarkDatabase(source.getConnection(), layout);
        database.execute(layout.insertSource() + "; SELECT sch_chameleon.fn_refresh_parts()");
        database.execute("""
                ALTER TABLE sch_chameleon.log_s_1 SET (autovacuum_enabled = off);
                CREATE TABLE events (id bigint PRIMARY KEY, table_name text, kind text, after_image jsonb, before_image jsonb)
                WITH (autovacuum_enabled = off);
                CREATE TABLE statements (id bigint PRIMARY KEY, statement text) WITH (autovacuum_enabled = off)""");
        return database;
    }

    Connection connection() {
        return connection;
    }

    Load load() {
        return load;
    }

    /** Makes the load's events what is replayed from now on. */
    void use(Load other) throws SQLException {
        if (load == null || !load.hasSameEventsAs(other)) {
            execute("TRUNCATE events; TRUNCATE statements");
            EventStream.write(other, connection);
            execute("VACUUM ANALYZE events");
            execute(Statements.CREATE);
            execute("VACUUM ANALYZE statements");
        }
        load = other;
    }

    /** Empties the destination and fills the log with one processed batch. */
    void prepare() throws SQLException {
        execute("DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA app");
        for (int table = 0; table < load.tables(); table++) {
            execute(DestinationTable.create(table, load));
        }
        execute("""
                DELETE FROM sch_chameleon.t_replica_tables;
                DELETE FROM sch_chameleon.t_batch_events;
                TRUNCATE sch_chameleon.t_log_replica;
                TRUNCATE sch_chameleon.log_s_1;
                DELETE FROM sch_chameleon.t_replica_batch;
                INSERT INTO sch_chameleon.t_replica_batch (i_id_batch, i_id_source, b_started, b_processed)
                VALUES (1, 1, true, true)""");
        execute(layout.insertEvents());
        execute("""
                INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event)
                SELECT 1, array_agg(id ORDER BY id) FROM events""");
        for (int table = 0; table < load.tables(); table++) {
            execute(layout.insertTable(DestinationTable.name(table)));
        }
        if (load.isAnalyzed()) {
            execute("ANALYZE sch_chameleon.t_log_replica; ANALYZE sch_chameleon.log_s_1");
        }
        execute("CHECKPOINT");
    }

    /** The same for the same rows in all tables. */
    String checksum() throws SQLException {
        var tables = IntStream.range(0, load.tables())
                .mapToObj(DestinationTable::name)
                .map(name ->
                        "SELECT '%1$s' || count(*) || '/' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM app.%1$s t"
                                .formatted(name))
                .collect(Collectors.joining(" UNION ALL "));
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT string_agg(sum, ', ' ORDER BY sum) FROM (" + tables + ") s")) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
