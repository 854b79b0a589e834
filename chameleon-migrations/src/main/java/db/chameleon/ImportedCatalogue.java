package db.chameleon;

import io.chameleon.migrations.Identifier;
import io.chameleon.migrations.KeyList;
import io.chameleon.migrations.LogTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Carries the rows of a catalogue 1.7 over into the current schema, which is at version 2.0.0. */
final class ImportedCatalogue {
    private static final String UNKNOWN_SOURCES =
            "SELECT id FROM unnest(?) id WHERE id NOT IN (SELECT i_id_source FROM %s.t_sources) ORDER BY id";

    private static final String ADD_SOURCE = """
            INSERT INTO t_sources
                (t_source, jsb_schema_mappings, enm_source_type, enm_status, b_consistent, v_log_table)
            VALUES (?, ?::jsonb, ?::en_src_type, ?::en_src_status, false, ?)
            RETURNING i_id_source
            """;

    private static final String ADD_LAST_RECEIVED = """
            INSERT INTO t_last_received (i_id_source, ts_last_received)
            SELECT ?, max(ts_last_received) FROM %s.t_sources WHERE i_id_source = ANY (?)
            """;

    private static final String ADD_LAST_REPLAYED = """
            INSERT INTO t_last_replayed (i_id_source, ts_last_replayed)
            SELECT ?, max(ts_last_replay) FROM %s.t_sources WHERE i_id_source = ANY (?)
            """;

    private static final String TABLES = """
            SELECT t_dest_schema, v_table_name, v_table_pkey, NOT EXISTS (
                SELECT FROM jsonb_to_recordset(?::jsonb) disabled ("schema" text, "table" text)
                WHERE "schema" = t_dest_schema AND "table" = v_table_name)
            FROM %1$s.t_replica_tables JOIN %1$s.t_sources USING (i_id_source)
            WHERE i_id_source = ANY (?)
            ORDER BY i_id_table
            """;

    private static final String ADD_TABLE = """
            INSERT INTO t_replica_tables (i_id_source, v_schema_name, v_table_name, v_table_pkey, b_replica_enabled)
            VALUES (?, ?, ?, ?, ?)
            """;

    private final Connection connection;
    private final String schema;

    ImportedCatalogue(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    void carryOver(ImportedSource source) throws SQLException {
        Array from = connection.createArrayOf("bigint", source.from().toArray());
        requireKnown(from);
        var first = LogTable.of(source.name(), 1);
        var second = LogTable.of(source.name(), 2);
        create(first);
        create(second);
        // Opening a batch swaps the two: with the first batch of a new source the second one becomes the active.
        long id = addSource(source, List.of(second.name(), first.name()));
        addTimestamps(ADD_LAST_RECEIVED, id, from);
        addTimestamps(ADD_LAST_REPLAYED, id, from);
        addTables(source, id, from);
    }

    private void requireKnown(Array from) throws SQLException {
        try (var statement = connection.prepareStatement(old(UNKNOWN_SOURCES))) {
            statement.setArray(1, from);
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw new IllegalArgumentException(
                            "the catalogue 1.7 in " + schema + " has no source with the id " + rows.getLong(1));
                }
            }
        }
    }

    /** The same as fn_refresh_parts does, which works on the live catalogue only. */
    private void create(LogTable table) throws SQLException {
        String name = Identifier.quote(table.name());
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE %s (
                        CONSTRAINT %s PRIMARY KEY (i_id_event),
                        CONSTRAINT %s FOREIGN KEY (i_id_batch) REFERENCES t_replica_batch (i_id_batch)
                            ON UPDATE RESTRICT ON DELETE CASCADE
                    ) INHERITS (t_log_replica)
                    """.formatted(name, Identifier.quote(table.primaryKey()), Identifier.quote(table.foreignKey())));
            statement.execute(
                    "CREATE INDEX %s ON %s (i_id_batch)".formatted(Identifier.quote(table.batchIndex()), name));
        }
    }

    private long addSource(ImportedSource source, List<String> logTables) throws SQLException {
        try (var statement = connection.prepareStatement(ADD_SOURCE)) {
            statement.setString(1, source.name());
            statement.setString(2, source.mappings());
            statement.setString(3, source.type());
            statement.setString(4, source.status());
            statement.setArray(5, names(logTables));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void addTimestamps(String sql, long id, Array from) throws SQLException {
        try (var statement = connection.prepareStatement(old(sql))) {
            statement.setLong(1, id);
            statement.setArray(2, from);
            statement.executeUpdate();
        }
    }

    private void addTables(ImportedSource source, long id, Array from) throws SQLException {
        try (var tables = connection.prepareStatement(old(TABLES));
                var addition = connection.prepareStatement(ADD_TABLE)) {
            tables.setString(1, source.disabled());
            tables.setArray(2, from);
            try (var rows = tables.executeQuery()) {
                while (rows.next()) {
                    addition.setLong(1, id);
                    addition.setString(2, rows.getString(1));
                    addition.setString(3, rows.getString(2));
                    addition.setArray(4, names(keyColumns(rows)));
                    addition.setBoolean(5, rows.getBoolean(4));
                    addition.addBatch();
                }
            }
            addition.executeBatch();
        }
    }

    private static List<String> keyColumns(ResultSet table) throws SQLException {
        var lists = (String[]) table.getArray(3).getArray();
        try {
            // The whole list is in one element, but nothing ensures that.
            return Arrays.stream(lists)
                    .map(KeyList::parse)
                    .flatMap(List::stream)
                    .toList();
        } catch (IllegalArgumentException e) {
            String name = table.getString(1) + "." + table.getString(2);
            throw new IllegalArgumentException(
                    "the key of the table " + name + " can't be read: " + String.join(" | ", lists), e);
        }
    }

    private Array names(List<String> names) throws SQLException {
        return connection.createArrayOf("varchar", names.toArray());
    }

    private String old(String sql) {
        return sql.formatted(Identifier.quote(schema));
    }
}
