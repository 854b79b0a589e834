package io.chameleon.testing.replay;

import static java.util.stream.Collectors.joining;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A database with a catalogue and destination tables, into which one random log after the other is loaded. */
public final class ReplayDatabase implements AutoCloseable {
    private final TestDatabase database;
    private final Connection connection;
    private final CatalogueLayout layout;

    private ReplayDatabase(TestDatabase database, Connection connection, CatalogueLayout layout) {
        this.database = database;
        this.connection = connection;
        this.layout = layout;
    }

    public static ReplayDatabase create(CatalogueLayout layout) throws SQLException {
        var database = TestDatabase.create();
        database.executeAsSuperuser("""
                CREATE TYPE public.mood AS ENUM ('happy', 'sad', 'it''s');
                GRANT ALL ON SCHEMA public TO public""");
        layout.install(database);
        database.execute(layout.insertSources() + "; SELECT sch_chameleon.fn_refresh_parts()");
        return new ReplayDatabase(database, database.connect(), layout);
    }

    /** The one connection on which the log is loaded, replayed and compared; in autocommit mode. */
    public Connection connection() {
        return connection;
    }

    /** Forgets the log before and loads another. */
    public void load(RandomLog log) throws SQLException {
        execute("RESET ALL; SET client_min_messages = error");
        for (String schema : RandomLogGenerator.SCHEMAS) {
            var quoted = TableShape.quote(schema);
            execute("DROP SCHEMA IF EXISTS " + quoted + " CASCADE; CREATE SCHEMA " + quoted);
        }
        connection.setAutoCommit(false);
        execute("DELETE FROM sch_chameleon.t_sources; " + layout.insertSources());
        if (layout == CatalogueLayout.V2_0) {
            execute("TRUNCATE sch_chameleon.t_error_log");
        }
        execute(log.tables().stream().map(TableShape::definition).collect(joining(";")));
        for (Registration table : log.registrations()) {
            insert(layout.insertRegistration(), layout.registrationRow(table));
        }
        for (Batch batch : log.batches()) {
            insertBatch(batch, log.events());
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void insertBatch(Batch batch, List<LogEvent> events) throws SQLException {
        insert("""
                INSERT INTO sch_chameleon.t_replica_batch
                    (i_id_batch, i_id_source, b_started, b_processed, ts_created)
                VALUES (?, ?, true, ?, timestamp '2024-01-01' + ? * interval '1 minute')""", batch.id(), batch.source(), batch.processed(), batch.id());
        if (batch.queue().isPresent()) {
            insert(
                    "INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event) VALUES (?, ?)",
                    batch.id(),
                    batch.queue().get().toArray(new Long[0]));
        }
        for (int partition = 1; partition <= 2; partition++) {
            insertEvents(batch, partition, events);
        }
    }

    private void insertEvents(Batch batch, int partition, List<LogEvent> events) throws SQLException {
        try (var statement = connection.prepareStatement(layout.insertEvent(batch.source(), partition))) {
            for (LogEvent event : events) {
                if (event.batch() == batch.id() && event.partition() == partition) {
                    bind(statement, row(event));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Object[] row(LogEvent event) {
        return new Object[] {
            event.id(),
            event.batch(),
            event.schema(),
            event.table(),
            event.kind(),
            event.after().json().orElse(null),
            event.before().json().orElse(null),
            event.query().orElse(null),
            event.time().orElse(null),
            event.position().map(position -> "bin.000001").orElse(null),
            event.position().orElse(null)
        };
    }

    private void insert(String sql, Object... row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, row);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Gives up the table of the newest error, as an operator would; returns its name. */
    Optional<String> disableTableOfLastError(long source) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        UPDATE sch_chameleon.t_replica_tables t SET b_replica_enabled = false
                        FROM (SELECT * FROM sch_chameleon.t_error_log ORDER BY i_id_log DESC LIMIT 1) e
                        WHERE t.i_id_source = %d AND t.v_schema_name = e.v_schema_name
                          AND t.v_table_name = e.v_table_name
                        RETURNING t.v_table_name""".formatted(source))) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
