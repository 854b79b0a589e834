package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** The rows that a scenario's destination must hold once everything is replicated: as in MariaDB, row by row. */
public final class DestinationTruth {
    private static final List<String> TABLES = List.of(
            "db_schema_01.MixedCase",
            "db_schema_01.t_basic",
            "db_schema_01.t_blob",
            "db_schema_01.t_comp",
            "db_schema_01.t_created",
            "db_schema_01.t_ddl",
            "db_schema_01.t_enum",
            "db_schema_01.t_text",
            "db_schema_02.MixedCase",
            "db_schema_02.t_basic",
            "db_schema_02.t_blob",
            "db_schema_02.t_comp",
            "db_schema_02.t_ddl",
            "db_schema_02.t_enum",
            "db_schema_02.t_text");

    private static final int SHOWN_ROWS = 5;
    private static final int SHOWN_CHARACTERS = 200;

    private final Scenario scenario;

    private DestinationTruth(Scenario scenario) {
        this.scenario = scenario;
    }

    public static DestinationTruth of(Scenario scenario) {
        return new DestinationTruth(scenario);
    }

    /**
     * Asserts that every destination table holds exactly the recorded rows, that no table is disabled and that no error
     * is logged. Names all tables that differ, with some of their rows. Leaves a temporary table behind.
     */
    public void assertMatches(Connection connection) throws SQLException {
        var differences = new ArrayList<String>();
        for (var table : TABLES) {
            differences.addAll(differences(connection, table));
        }
        differences.addAll(rows(connection, """
                SELECT format('%s.%s is disabled', v_schema_name, v_table_name)
                FROM sch_chameleon.t_replica_tables WHERE NOT b_replica_enabled"""));
        differences.addAll(rows(connection, """
                SELECT format('%s.%s failed: %s', v_schema_name, v_table_name, t_error_message)
                FROM sch_chameleon.t_error_log"""));
        assertThat(differences)
                .as("what differs from MariaDB in the scenario " + scenario)
                .isEmpty();
    }

    /** How a table differs from its truth: at most {@value #SHOWN_ROWS} rows of each kind, and their number. */
    List<String> differences(Connection connection, String table) throws SQLException {
        var csv = scenario.truth(table);
        var name = '"' + table.replace(".", "\".\"") + '"';
        var expected = List.of(csv.lines().findFirst().orElseThrow().split(","));
        var actual = columns(connection, name);
        if (!actual.equals(expected)) {
            return List.of(table + " has the columns " + actual + " instead of " + expected);
        }
        load(connection, name, csv);
        return Stream.concat(
                        surplus(connection, "missing", "truth", name).stream(),
                        surplus(connection, "unexpected", name, "truth").stream())
                .map(difference -> table + ": " + difference)
                .toList();
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return rows(connection, """
                SELECT attname FROM pg_attribute
                WHERE attrelid = to_regclass('%s') AND attnum > 0 AND NOT attisdropped
                ORDER BY attnum""".formatted(table));
    }

    private static void load(Connection connection, String table, String csv) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS pg_temp.truth; CREATE TEMPORARY TABLE truth (LIKE " + table + ")");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY truth FROM STDIN (FORMAT csv, HEADER)", new StringReader(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of one table that the other one doesn't have, or has less often; the first line counts them. */
    private static List<String> surplus(Connection connection, String kind, String left, String right)
            throws SQLException {
        var found = rows(
                connection,
                "SELECT l::text FROM " + left + " l EXCEPT ALL SELECT r::text FROM " + right + " r ORDER BY 1");
        if (found.isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(found.size() + " rows " + kind),
                        found.stream().limit(SHOWN_ROWS).map(row -> kind + " " + shortened(row)))
                .toList();
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        return Query.all(connection, sql, row -> row.getString(1));
    }

    private static String shortened(String row) {
        return row.length() <= SHOWN_CHARACTERS ? row : row.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
