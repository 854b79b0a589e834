package io.chameleon.migrations;

import static io.chameleon.migrations.ReplayFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.testing.replay.ReplayFunction;
import io.chameleon.testing.replay.ReplayStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayIT {
    private static final ReplayStatus CONTINUE = new ReplayStatus(true, false, List.of());
    private static final ReplayStatus DONE = new ReplayStatus(false, false, List.of());
    private static final String DUPLICATE =
            "app.t SQLSTATE: 23505 - ERROR MESSAGE: duplicate key value violates unique constraint \"t_pkey\"";

    private static ReplayFixture log;

    @BeforeAll
    static void create_a_catalogue() throws Exception {
        log = ReplayFixture.create();
    }

    @AfterAll
    static void drop_it() throws Exception {
        log.close();
    }

    @BeforeEach
    void start_over() throws Exception {
        log.reset();
    }

    @Test
    void drains_a_batch_slice_by_slice_and_finishes_it_with_the_last() throws Exception {
        log.batch(1, 1, 2, 3, 4, 5);
        for (int i = 1; i <= 5; i++) {
            log.insert(1, i, "t", i, "x");
        }

        assertThat(log.replay(2, false)).isEqualTo(CONTINUE);
        assertThat(log.loggedEvents()).containsExactly("3", "4", "5");
        assertThat(log.counters(1)).isEqualTo("f|2|0|0");
        assertThat(log.lastReplayed()).isEqualTo("2023-11-14 22:13:22");

        assertThat(log.replay(2, false)).isEqualTo(CONTINUE);
        assertThat(log.replay(2, false)).isEqualTo(DONE);
        assertThat(log.counters(1)).isEqualTo("t|5|0|0");
        assertThat(log.lastReplayed()).isEqualTo("2023-11-14 22:13:25");
        assertThat(log.loggedEvents()).isEmpty();
        assertThat(log.queues()).isEmpty();
        assertThat(log.keys("app.t")).hasSize(5);

        assertThat(log.replay(2, false)).isEqualTo(DONE);
    }

    @Test
    void applies_inserts_updates_and_deletes_in_the_order_of_their_ids() throws Exception {
        log.batch(1, 4, 2, 3, 1)
                .insert(1, 1, "t", 1, "a")
                .insert(1, 2, "t", 2, "b")
                .event(1, 3, "t", "update", row(1, "c"), row(1, "a"))
                .delete(1, 4, "t", 2, "b");

        assertThat(log.replay(3, false)).isEqualTo(CONTINUE);
        assertThat(log.replay(3, false)).isEqualTo(DONE);

        assertThat(log.rows("app.t")).containsExactly("(1,c)");
        assertThat(log.counters(1)).isEqualTo("t|4|0|0");
    }

    @Test
    void a_failing_table_gets_nothing_more_and_the_others_go_on() throws Exception {
        mixed_batch_with_a_duplicate();

        assertThat(log.replay(6, false)).isEqualTo(new ReplayStatus(true, false, List.of(DUPLICATE)));
        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.keys("app.u")).containsExactly("1", "2");
        assertThat(log.loggedEvents()).containsExactly("8");
        assertThat(log.counters(1)).isEqualTo("f|3|3|0");
        assertThat(log.query("SELECT v_table_name, b_replica_enabled FROM sch_chameleon.t_replica_tables ORDER BY 1"))
                .containsExactly("t|f", "u|t");

        assertThat(log.replay(6, false)).isEqualTo(DONE);
        assertThat(log.keys("app.u")).containsExactly("1", "2", "9");
        assertThat(log.counters(1)).isEqualTo("t|4|3|0");
    }

    @Test
    void logs_the_first_failing_event_of_a_table() throws Exception {
        mixed_batch_with_a_duplicate();

        log.replay(6, null);

        assertThat(log.query("""
                        SELECT i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
                               i_binlog_position, ts_error IS NOT NULL, t_sql, t_error_message
                        FROM sch_chameleon.t_error_log"""))
                .containsExactly("1|1|app|t|id='1'|bin.000001|300|t|'INSERT INTO app.t (v,id) VALUES (''dup'',''1'');'|"
                        + "23505 - duplicate key value violates unique constraint \"t_pkey\"");
    }

    @Test
    void exit_on_error_keeps_what_precedes_the_event_and_restarts_with_it() throws Exception {
        mixed_batch_with_a_duplicate();
        var failed = new ReplayStatus(false, true, List.of(DUPLICATE));

        assertThat(log.replay(6, true)).isEqualTo(failed);
        assertThat(log.replay(6, true)).isEqualTo(failed);

        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.loggedEvents()).containsExactly("3", "4", "5", "6", "7", "8");
        assertThat(log.counters(1)).isEqualTo("f|2|0|0");
        assertThat(log.lastReplayed()).isEqualTo("2023-11-14 22:13:22");
        assertThat(log.query("SELECT DISTINCT b_replica_enabled FROM sch_chameleon.t_replica_tables"))
                .containsExactly("t");
        assertThat(log.query("SELECT i_binlog_position FROM sch_chameleon.t_error_log"))
                .containsExactly("300", "300");

        log.execute("DELETE FROM app.t");
        assertThat(log.replay(3, true)).isEqualTo(CONTINUE);
        assertThat(log.keys("app.t")).containsExactly("1", "4");
    }

    private static void mixed_batch_with_a_duplicate() throws SQLException {
        log.batch(1, 1, 2, 3, 4, 5, 6, 7, 8)
                .insert(1, 1, "t", 1, "a")
                .insert(1, 2, "u", 1, "a")
                .insert(1, 3, "t", 1, "dup")
                .insert(1, 4, "u", 2, "a")
                .insert(1, 5, "t", 4, "a")
                .insert(1, 6, "t", 1, "dup2")
                .insert(1, 7, "t", 5, "a")
                .insert(1, 8, "u", 9, "a");
    }

    @Test
    void a_slice_of_skipped_events_ends_nothing() throws Exception {
        log.register(1, "d", "id").disable(1, "d").batch(1, 1, 2, 3, 4, 5);
        log.insert(1, 1, "d", 1, "a").insert(1, 2, "d", 2, "a").insert(1, 3, "unregistered", 3, "a");
        log.insert(1, 4, "t", 1, "a").insert(1, 5, "t", 2, "a");

        assertThat(log.replay(3, false)).isEqualTo(CONTINUE);
        assertThat(log.counters(1)).isEqualTo("f|∅|3|∅");
        assertThat(log.replay(3, false)).isEqualTo(DONE);

        assertThat(log.keys("app.t")).containsExactly("1", "2");
        assertThat(log.counters(1)).isEqualTo("t|2|3|0");
    }

    @Test
    void a_slice_of_failures_ends_nothing() throws Exception {
        log.execute("INSERT INTO app.t VALUES (1)").batch(1, 1, 2, 3);
        log.insert(1, 1, "t", 1, "a").insert(1, 2, "t", 1, "a").insert(1, 3, "u", 1, "a");

        assertThat(log.replay(2, false).mustContinue()).isTrue();
        assertThat(log.replay(2, false)).isEqualTo(DONE);

        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.counters(1)).isEqualTo("t|1|1|0");
    }

    @Test
    void finishes_at_once_when_only_events_of_the_failing_table_are_left() throws Exception {
        log.execute("INSERT INTO app.t VALUES (1)").batch(1, 1, 2);
        log.insert(1, 1, "t", 1, "a").insert(1, 2, "t", 2, "a");

        assertThat(log.replay(1, false)).isEqualTo(new ReplayStatus(false, false, List.of(DUPLICATE)));

        assertThat(log.counters(1)).isEqualTo("t|∅|1|∅");
    }

    @Test
    void applies_ddl_with_several_statements_and_skips_that_of_other_tables() throws Exception {
        log.batch(1, 1, 2, 3, 4)
                .ddl(1, 1, "t", "alter table app.t add c int; alter table app.t add d int default 7")
                .event(1, 2, "t", "insert", "{\"id\": 1, \"c\": 2, \"d\": 3}", "{}")
                .ddl(1, 3, "zz", "create table app.zz (id int)")
                .ddl(1, 4, "t", "");

        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.rows("app.t")).containsExactly("(1,,2,3)");
        assertThat(log.query("SELECT to_regclass('app.zz')")).containsExactly("∅");
        assertThat(log.counters(1)).isEqualTo("t|1|1|2");
        assertThat(log.lastReplayed()).isEqualTo("∅");
    }

    @Test
    void undoes_all_statements_of_a_failing_ddl_event() throws Exception {
        log.batch(1, 1, 2)
                .ddl(1, 1, "t", "ALTER TABLE app.t ADD c int; SELECT 1/0")
                .ddl(1, 2, "u", null);

        assertThat(log.replay(10, false).messages())
                .containsExactly(
                        "app.t SQLSTATE: 22012 - ERROR MESSAGE: division by zero",
                        "app.u SQLSTATE: 22004 - ERROR MESSAGE: query string argument of EXECUTE is null");

        assertThat(log.query("SELECT t_table_pkey, t_sql FROM sch_chameleon.t_error_log ORDER BY i_id_log"))
                .containsExactly("N/A|'ALTER TABLE app.t ADD c int; SELECT 1/0'", "N/A|∅");
        assertThat(log.query("SELECT * FROM app.t")).isEmpty();
        log.execute("SELECT id, v FROM app.t").execute("ALTER TABLE app.t ADD c int");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refuses_slices_without_an_event(int maxEvents) throws Exception {
        log.batch(1, 1).insert(1, 1, "t", 1, "a");

        assertThatThrownBy(() -> log.replay(maxEvents, false))
                .extracting(error -> ((SQLException) error).getSQLState())
                .isEqualTo("22023");
        assertThatThrownBy(() -> log.replay(null, false)).hasMessageContaining("at least 1, not NULL");

        assertThat(log.queues()).containsExactly("1|{1}");
    }

    @Test
    void takes_slices_of_any_size() throws Exception {
        log.batch(1, 1).insert(1, 1, "t", 1, "a");

        assertThat(log.replay(Integer.MAX_VALUE, false)).isEqualTo(DONE);

        assertThat(log.keys("app.t")).containsExactly("1");
    }

    @Test
    void has_nothing_to_do_for_unknown_sources_and_batches_without_a_queue() throws Exception {
        log.batch(1, 1).insert(1, 1, "t", 1, "a").execute("DELETE FROM sch_chameleon.t_batch_events");

        assertThat(log.replay(1, false)).isEqualTo(DONE);
        assertThat(new ReplayFunction(log.connection()).callWith(1, 99, false)).isEqualTo(DONE);
        assertThat(new ReplayFunction(log.connection()).callWith(1, null, false))
                .isEqualTo(DONE);

        assertThat(log.counters(1)).isEqualTo("f|∅|∅|∅");
        assertThat(log.loggedEvents()).containsExactly("1");
    }

    @Test
    void replays_the_batches_of_a_source_in_the_order_of_their_creation() throws Exception {
        log.batch(1, 2).batch(2, 1).insert(1, 2, "t", 1, "second").insert(2, 1, "t", 1, "first");
        log.execute("UPDATE sch_chameleon.t_replica_batch SET ts_created = '2020-01-01' WHERE i_id_batch = 2");

        assertThat(log.replay(10, false)).isEqualTo(CONTINUE);

        assertThat(log.rows("app.t")).containsExactly("(1,first)");
        assertThat(log.counters(1)).isEqualTo("f|∅|∅|∅");
    }

    @Test
    void finds_events_in_either_partition() throws Exception {
        log.batch(1, 1, 2).insert(1, 1, "t", 1, "a").logged("log_s1_2", 1, 2, "t", "insert", row(2, "b"), "{}", null);

        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.keys("app.t")).containsExactly("1", "2");
    }

    @Test
    void replays_only_events_that_the_queue_lists_and_the_batch_owns() throws Exception {
        log.batch(1, 1, 3, 3, 77).batch(2, 3);
        log.insert(1, 1, "t", 1, "a").insert(1, 2, "t", 2, "not listed").insert(2, 3, "t", 3, "another batch's");

        assertThat(log.replay(10, false)).isEqualTo(CONTINUE);
        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.loggedEvents()).containsExactly("3");

        assertThat(log.replay(10, false)).isEqualTo(DONE);
        assertThat(log.keys("app.t")).containsExactly("1", "3");
    }

    @Test
    void loses_nothing_of_an_unordered_queue_that_another_version_has_begun() throws Exception {
        log.batch(1, 9, 2, 1, 3).execute("UPDATE sch_chameleon.t_replica_batch SET i_skipped = 0, i_replayed = 4");
        log.insert(1, 1, "t", 1, "a").insert(1, 2, "t", 2, "b").insert(1, 3, "t", 3, "c");

        drain(log.connection());

        assertThat(log.keys("app.t")).containsExactly("1", "2", "3");
        assertThat(log.counters(1)).isEqualTo("t|7|0|0");
    }

    @Test
    void a_missing_key_column_is_an_error_and_never_widens_the_predicate() throws Exception {
        log.execute("CREATE TABLE app.ab (a int, b int, v text, PRIMARY KEY (a, b))")
                .execute("INSERT INTO app.ab VALUES (1, 1, 'x'), (1, 2, 'x')")
                .register(1, "ab", "b", "a")
                .batch(1, 1)
                .event(1, 1, "ab", "delete", "{\"a\": 1, \"v\": \"x\"}", "{}");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.ab SQLSTATE: 22023 - ERROR MESSAGE: key column b is missing from the images of"
                        + " the delete event of app.ab");

        assertThat(log.rows("app.ab")).hasSize(2);
        assertThat(log.query("SELECT t_table_pkey, t_sql FROM sch_chameleon.t_error_log"))
                .containsExactly("a='1'|∅");
    }

    @Test
    void a_key_that_changes_is_found_by_its_old_value_and_a_null_one_not_at_all() throws Exception {
        log.execute("CREATE TABLE app.ab (a int, b int, v text)")
                .execute("INSERT INTO app.ab VALUES (1, 1, 'x'), (2, NULL, 'x')")
                .register(1, "ab", "b", "a")
                .batch(1, 1, 2)
                .event(1, 1, "ab", "update", "{\"a\": 9, \"b\": 1}", "{\"a\": 1, \"b\": 1}")
                .event(1, 2, "ab", "delete", "{\"a\": 2, \"b\": null}", "{}");

        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.rows("app.ab")).containsExactly("(2,,x)", "(9,1,x)");
        assertThat(log.counters(1)).isEqualTo("t|2|0|0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[1]", "\"x\"", "{}", ""})
    void an_event_without_a_row_is_an_error_of_its_table(String image) throws Exception {
        var after = image.isEmpty() ? null : image;
        log.batch(1, 1, 2).event(1, 1, "t", "insert", after, "{}").insert(1, 2, "u", 1, "a");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.t SQLSTATE: 22023 - ERROR MESSAGE: the insert event of app.t has no row image");

        assertThat(log.keys("app.u")).containsExactly("1");
    }

    @Test
    void logs_errors_of_events_without_binlog_coordinates_or_key() throws Exception {
        log.register(1, "nokey").batch(1, 1).delete(1, 1, "nokey", 1, "a");
        log.execute("UPDATE sch_chameleon.t_log_replica SET t_binlog_name = NULL, i_binlog_position = NULL");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.nokey SQLSTATE: 22023 - ERROR MESSAGE: the delete event of app.nokey needs a key,"
                        + " and none is registered");

        assertThat(log.query("""
                        SELECT t_table_pkey, t_binlog_name, i_binlog_position, t_sql FROM sch_chameleon.t_error_log""")).containsExactly("N/A|N/A|0|∅");
    }

    @Test
    void only_registrations_of_the_own_source_count_and_get_disabled() throws Exception {
        log.register(2, "t", "v")
                .execute("CREATE TABLE app.other (id int, v text)")
                .register(2, "other", "id");
        log.batch(1, 1, 2, 3);
        log.insert(1, 1, "t", 1, "a").insert(1, 2, "other", 1, "a").insert(1, 3, "t", 1, "dup");

        assertThat(log.replay(10, false).messages()).containsExactly(DUPLICATE);

        assertThat(log.rows("app.other")).isEmpty();
        assertThat(log.counters(1)).isEqualTo("t|1|1|0");
        assertThat(log.query("""
                        SELECT i_id_source, v_table_name, b_replica_enabled FROM sch_chameleon.t_replica_tables
                        ORDER BY 1, 2""")).containsExactly("1|t|f", "1|u|t", "2|other|t", "2|t|t");
    }

    @Test
    void raises_a_lock_timeout_instead_of_blaming_the_table() throws Exception {
        log.batch(1, 1, 2).insert(1, 1, "u", 1, "a").insert(1, 2, "t", 1, "a").execute("SET lock_timeout = '50ms'");
        try (var other = log.connect();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE app.t");

            assertThatThrownBy(() -> log.replay(10, false))
                    .extracting(error -> ((SQLException) error).getSQLState())
                    .isEqualTo("55P03");
        }
        assertThat(log.keys("app.u")).isEmpty();
        assertThat(log.loggedEvents()).containsExactly("1", "2");
        assertThat(log.replay(10, false)).isEqualTo(DONE);
    }

    @Test
    void a_second_caller_has_nothing_to_do_and_another_source_goes_on() throws Exception {
        log.batch(1, 1)
                .insert(1, 1, "t", 1, "a")
                .register(2, "u", "id")
                .batchOf(2, 2, 2)
                .insert(2, 2, "u", 1, "b");
        try (var other = log.connect()) {
            other.setAutoCommit(false);
            assertThat(new ReplayFunction(other).callWith(10, 1, false)).isEqualTo(DONE);

            assertThat(log.replay(10, false)).isEqualTo(DONE);
            assertThat(log.loggedEvents()).contains("1");
            assertThat(new ReplayFunction(log.connection()).callWith(10, 2, false))
                    .isEqualTo(DONE);

            other.commit();
        }
        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.query("SELECT DISTINCT b_replica_enabled FROM sch_chameleon.t_replica_tables"))
                .containsExactly("t");
    }

    @Test
    void two_callers_at_once_apply_every_event_once() throws Exception {
        log.batch(1, 1, 2, 3, 4, 5, 6);
        for (int i = 1; i <= 6; i++) {
            log.insert(1, i, "t", i, "a");
        }
        var other = CompletableFuture.supplyAsync(ReplayIT::drain_on_a_connection_of_its_own);
        drain_on_a_connection_of_its_own();
        other.join();
        drain(log.connection());

        assertThat(log.keys("app.t")).hasSize(6);
        assertThat(log.counters(1)).isEqualTo("t|6|0|0");
        assertThat(log.rows("sch_chameleon.t_error_log")).isEmpty();
    }

    private static boolean drain_on_a_connection_of_its_own() {
        try (var connection = log.connect()) {
            drain(connection);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(Connection connection) throws SQLException {
        var replay = new ReplayFunction(connection);
        boolean mustContinue = true;
        while (mustContinue) {
            mustContinue = replay.callWith(1, 1, false).mustContinue();
        }
    }

    @Test
    void a_deferred_constraint_may_be_broken_inside_a_slice() throws Exception {
        log.execute("ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED");
        log.batch(1, 1, 2, 3).insert(1, 1, "t", 1, "child").insert(1, 2, "u", 1, "parent");
        log.ddl(1, 3, "t", "ALTER TABLE app.t ADD c int");

        assertThat(log.replay(10, false)).isEqualTo(CONTINUE);
        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.counters(1)).isEqualTo("t|2|0|1");
    }

    @Test
    void a_deferred_constraint_that_does_not_hold_disables_the_table_that_broke_it() throws Exception {
        log.execute("ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED");
        log.batch(1, 1, 2, 3)
                .insert(1, 1, "u", 1, "a")
                .insert(1, 2, "t", 2, "orphan")
                .insert(1, 3, "u", 2, "late");
        log.execute("ALTER TABLE app.u ADD CHECK (id < 2)");

        assertThat(log.replay(2, false).messages())
                .singleElement()
                .asString()
                .startsWith("app.t SQLSTATE: 23503 - ERROR MESSAGE: insert or update on table \"t\" violates");

        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.query("SELECT i_binlog_position FROM sch_chameleon.t_error_log"))
                .containsExactly("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | (2,x)", "1000 | (1,x)"})
    void a_value_that_only_a_row_unknown_to_the_log_has_stands_in_the_way_of_single_events(int setBasedFrom, String row)
            throws Exception {
        log.execute("CREATE UNIQUE INDEX ON app.t (v)");
        log.execute("INSERT INTO app.t VALUES (1, 'x')");
        log.batch(1, 1, 2).insert(1, 1, "t", 2, "x").delete(1, 2, "t", 1, "y");

        log.execute("SET chameleon.set_based_from = " + setBasedFrom);
        log.replay(10, false);

        assertThat(log.rows("app.t")).containsExactly(row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void a_value_that_can_not_be_fails_where_the_table_is_empty(int setBasedFrom) throws Exception {
        log.execute("ALTER TABLE app.t ALTER v TYPE int USING NULL").execute("VACUUM app.t");
        log.batch(1, 1).event(1, 1, "t", "update", row(1, "9999999999"), row(1, "1"));

        log.execute("SET chameleon.set_based_from = " + setBasedFrom);

        assertThat(log.replay(10, false).messages())
                .containsExactly(
                        "app.t SQLSTATE: 22003 - ERROR MESSAGE: value \"9999999999\" is out of range for type integer");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void a_value_too_long_for_a_column_of_a_type_of_others_fails_where_there_is_no_row(int setBasedFrom)
            throws Exception {
        log.executeAsSuperuser("""
                CREATE TYPE app.code;
                CREATE FUNCTION app.code_in(cstring, oid, int) RETURNS app.code
                    LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
                CREATE FUNCTION app.code_out(app.code) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
                CREATE TYPE app.code (
                    input = app.code_in, output = app.code_out,
                    typmod_in = varchartypmodin, typmod_out = varchartypmodout);
                CREATE FUNCTION app.code(app.code, int, boolean) RETURNS app.code
                    LANGUAGE internal IMMUTABLE STRICT AS 'varchar';
                CREATE CAST (app.code AS app.code) WITH FUNCTION app.code(app.code, int, boolean) AS IMPLICIT;
                ALTER TABLE app.t ALTER v TYPE app.code(2) USING NULL""");
        log.batch(1, 1).event(1, 1, "t", "update", row(1, "abc"), row(1, "ab"));

        log.execute("SET chameleon.set_based_from = " + setBasedFrom);

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.t SQLSTATE: 22001 - ERROR MESSAGE: value too long for type character varying(2)");
    }

    @Test
    void quotes_identifiers_and_values_in_statements_and_messages() throws Exception {
        log.execute("CREATE SCHEMA IF NOT EXISTS \"App X\"; DROP TABLE IF EXISTS \"App X\".\"T b\"")
                .execute("CREATE TABLE \"App X\".\"T b\" (\"Id Col\" int PRIMARY KEY, \"we\"\"ird\" text)")
                .execute("""
                        INSERT INTO sch_chameleon.t_replica_tables
                            (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                        VALUES (1, 'App X', 'T b', '{"Id Col"}')""")
                .batch(1, 1)
                .event(1, 1, "T b", "insert", """
                        {"Id Col": 2, "we\\"ird": "a\\\\'b", "nocol": 1}""", "{}")
                .execute("UPDATE sch_chameleon.t_log_replica SET v_schema_name = 'App X'");

        assertThat(log.replay(10, false).messages())
                .containsExactly("\"App X\".\"T b\" SQLSTATE: 42703 - ERROR MESSAGE:"
                        + " column \"nocol\" of relation \"T b\" does not exist");

        assertThat(log.query("SELECT t_table_pkey, t_sql FROM sch_chameleon.t_error_log"))
                .containsExactly(
                        "\"Id Col\"='2'|E'INSERT INTO \"App X\".\"T b\" (nocol,\"Id Col\",\"we\"\"ird\") VALUES"
                                + " (''1'',''2'',E''a\\\\\\\\''''b'');'");
    }

    @Test
    void a_search_path_that_ddl_sets_does_not_disturb_the_replay() throws Exception {
        log.execute("""
                CREATE FUNCTION app.quote_ident(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1 || $1';
                CREATE TABLE app.t_log_replica (id int)""");
        log.batch(1, 1, 2)
                .ddl(1, 1, "t", "SET search_path = app; ALTER TABLE t ADD c int")
                .insert(1, 2, "t", 1, "a");

        assertThat(log.replay(1, false)).isEqualTo(CONTINUE);
        assertThat(log.replay(1, false)).isEqualTo(DONE);
    }

    @Test
    void notes_the_time_of_the_last_event_in_the_sessions_time_zone() throws Exception {
        log.execute("SET timezone = 'Asia/Tokyo'").batch(1, 1).insert(1, 1, "t", 1, "a");

        log.replay(1, false);

        assertThat(log.lastReplayed()).isEqualTo("2023-11-15 07:13:21");
    }
}
