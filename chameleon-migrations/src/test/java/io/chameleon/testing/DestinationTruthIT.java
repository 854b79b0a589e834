package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class DestinationTruthIT {
    /** The one recorded table whose primary key was lost, so that it can hold a row twice. */
    private static final String TABLE = "db_schema_02.t_enum";

    private static final Scenario SCENARIO = Scenario.SYNCTABLES;

    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void fill_a_table_with_its_truth() throws Exception {
        database = SCENARIO.database();
        connection = database.connect();
        database.execute("TRUNCATE " + TABLE);
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + TABLE + " FROM STDIN (FORMAT csv, HEADER)", new StringReader(SCENARIO.truth(TABLE)));
    }

    @AfterEach
    void drop() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void finds_nothing_where_all_is_right() throws Exception {
        assertThat(DestinationTruth.of(SCENARIO).differences(connection, TABLE)).isEmpty();
    }

    @Test
    void finds_a_row_that_is_there_twice() throws Exception {
        database.execute("INSERT INTO " + TABLE + " SELECT * FROM " + TABLE + " WHERE id = 100");

        assertThat(DestinationTruth.of(SCENARIO).differences(connection, TABLE))
                .hasSize(2)
                .first()
                .isEqualTo(TABLE + ": 1 rows unexpected");
    }

    @Test
    void finds_a_row_that_differs() throws Exception {
        database.execute("UPDATE " + TABLE + " SET y = coalesce(y, 0) + 1 WHERE id = 100");

        assertThat(DestinationTruth.of(SCENARIO).differences(connection, TABLE))
                .hasSize(4)
                .contains(TABLE + ": 1 rows missing", TABLE + ": 1 rows unexpected");
    }

    @Test
    void finds_a_column_and_a_table_that_are_missing() throws Exception {
        database.execute("ALTER TABLE " + TABLE + " DROP COLUMN y");

        assertThat(DestinationTruth.of(SCENARIO).differences(connection, TABLE))
                .containsExactly(TABLE + " has the columns [id, e, e2, b1] instead of [id, e, e2, b1, y]");
        assertThat(DestinationTruth.of(SCENARIO).differences(connection, "db_schema_01.t_created"))
                .singleElement()
                .asString()
                .contains("has the columns []");
    }
}
