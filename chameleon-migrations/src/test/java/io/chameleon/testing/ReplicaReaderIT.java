package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueMigrations;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaReaderIT {
    private static TestDatabase template;

    private TestDatabase database;
    private Connection connection;

    @BeforeAll
    static void make_a_catalogue_with_one_table_ahead_of_its_source() {
        template = TestDatabase.create();
        CatalogueMigrations.configure(template.dataSource(), CatalogueMigrations.SCHEMA)
                .load()
                .migrate();
        template.execute("""
                CREATE SCHEMA dest;
                CREATE TABLE dest.behind (id bigint, v text);
                CREATE TABLE dest.ahead (id bigint PRIMARY KEY, v text);
                INSERT INTO sch_chameleon.t_sources
                    (t_source, jsb_schema_mappings, enm_source_type, b_consistent, t_binlog_name, i_binlog_position,
                     v_log_table)
                VALUES ('upgraded', '{"my_schema": "dest"}', 'mysql', false, 'bin.000002', 94, '{log_a,log_b}');
                INSERT INTO sch_chameleon.t_last_received (i_id_source) VALUES (1);
                INSERT INTO sch_chameleon.t_last_replayed (i_id_source) VALUES (1);
                INSERT INTO sch_chameleon.t_replica_tables
                    (i_id_source, v_schema_name, v_table_name, v_table_pkey, t_binlog_name, i_binlog_position)
                VALUES (1, 'dest', 'behind', '{id}', 'bin.000001', 100),
                    (1, 'dest', 'ahead', '{id}', 'bin.000002', 95),
                    (1, 'dest', 'quiet', '{id}', 'bin.000002', 95);
                INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position, v_log_table)
                VALUES (1, 'bin.000001', 100, 'log_a');
                SELECT sch_chameleon.fn_refresh_parts();
                """);
    }

    @AfterAll
    static void drop_the_template() {
        template.close();
    }

    @BeforeEach
    void copy_the_catalogue() throws Exception {
        database = template.copy();
        connection = database.connect();
    }

    @AfterEach
    void drop() throws Exception {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1, 1", "2, 3", "100, 1"})
    void replicates_the_same_whatever_the_sizes_are(int batchSize, int sliceSize) throws Exception {
        var outcome = play(batchSize, sliceSize);

        assertThat(outcome.tableErrors()).isEmpty();
        assertThat(outcome.stored()).isEqualTo(8);
        assertThat(outcome.dropped())
                .as("events that the table ahead has already")
                .isEqualTo(2);
        assertThat(database.query("SELECT behind::text FROM dest.behind ORDER BY id"))
                .containsExactly("(3,,)", "(3,,)");
        assertThat(database.query("SELECT id FROM dest.ahead")).containsExactly("7");
        var waiting = database.query("SELECT i_id_batch FROM sch_chameleon.t_batch_events");
        assertThat(waiting).as("batches that wait to be replayed").isEmpty();
    }

    @Test
    void closes_a_batch_after_its_size_a_ddl_event_and_a_file_but_not_inside_an_event() throws Exception {
        play(2, 1000);

        var starts = database.query("SELECT t_binlog_name || ' ' || i_binlog_position || ' ' || v_log_table "
                + "FROM sch_chameleon.t_replica_batch ORDER BY i_id_batch");
        assertThat(starts)
                .containsExactly(
                        "bin.000001 100 log_a",
                        "bin.000001 400 log_b",
                        "bin.000001 500 log_a",
                        "bin.000001 600 log_b",
                        "bin.000002 4 log_a",
                        "bin.000002 93 log_b",
                        "bin.000002 120 log_a");
    }

    @Test
    void forgets_a_tables_coordinates_with_its_first_event() throws Exception {
        var outcome = play(1000, 1000);

        assertThat(outcome.consistent())
                .as("a batch that starts at the high watermark was processed")
                .isFalse();
        assertThat(tablesWithCoordinates()).containsExactly("quiet");
    }

    @Test
    void forgets_all_coordinates_with_the_first_batch_that_starts_at_the_high_watermark() throws Exception {
        var outcome = play(1, 1000);

        assertThat(outcome.consistent()).isTrue();
        assertThat(tablesWithCoordinates()).isEmpty();
    }

    @Test
    void tells_null_from_the_empty_string() throws Exception {
        database.execute("CREATE TABLE dest.seen (v text);"
                + "CREATE FUNCTION dest.see() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN INSERT INTO dest.seen VALUES (coalesce(new.v, ''null'')); RETURN new; END';"
                + "CREATE TRIGGER see AFTER INSERT ON dest.behind FOR EACH ROW EXECUTE PROCEDURE dest.see()");

        play(1000, 1000);

        assertThat(database.query("SELECT v FROM dest.seen")).containsExactly("", "null", "null");
    }

    @Test
    void drops_the_events_of_a_disabled_table() throws Exception {
        database.execute("UPDATE sch_chameleon.t_replica_tables SET b_replica_enabled = (v_table_name <> 'behind')");

        assertThat(play(1000, 1000).stored()).isEqualTo(2);
        assertThat(database.query("SELECT id FROM dest.behind")).isEmpty();
    }

    @Test
    void reports_a_table_that_fails() throws Exception {
        database.execute("INSERT INTO dest.ahead VALUES (7)");

        assertThat(play(1000, 1000).tableErrors()).singleElement().asString().startsWith("dest.ahead SQLSTATE: 23505");
    }

    @Test
    void refuses_a_source_that_starts_before_the_recording() throws Exception {
        var reader = new ReplicaReader(connection, "upgraded", 1000, 1000);

        assertThatThrownBy(() -> reader.play(Scenario.NOPK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bin.000001");
    }

    private List<String> tablesWithCoordinates() throws Exception {
        return database.query(
                "SELECT v_table_name FROM sch_chameleon.t_replica_tables WHERE i_binlog_position IS NOT NULL");
    }

    private ReplicaReader.Outcome play(int batchSize, int sliceSize) throws Exception {
        return new ReplicaReader(connection, "upgraded", batchSize, sliceSize)
                .play(TestResource.open("reader/stream.csv"));
    }
}
