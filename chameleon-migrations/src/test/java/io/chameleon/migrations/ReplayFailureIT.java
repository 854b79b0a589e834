package io.chameleon.migrations;

import static io.chameleon.migrations.ReplayFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.replay.ReplayFunction;
import io.chameleon.testing.replay.ReplayStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that could be taken for what they aren't: a table's, a passing trouble, one of the replay itself. */
class ReplayFailureIT {
    private static final ReplayStatus DONE = new ReplayStatus(false, false, List.of());

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
    void a_published_table_without_a_replica_identity_is_disabled_and_the_others_go_on() throws Exception {
        log.execute("""
                ALTER TABLE app.t DROP CONSTRAINT t_pkey;
                CREATE PUBLICATION changes FOR TABLE app.t""");
        log.batch(1, 1, 2, 3)
                .insert(1, 1, "t", 1, "a")
                .event(1, 2, "t", "update", row(1, "b"), row(1, "a"))
                .insert(1, 3, "u", 1, "a");

        assertThat(log.replay(10, false).messages())
                .singleElement()
                .asString()
                .startsWith(
                        "app.t SQLSTATE: 55000 - ERROR MESSAGE: cannot update table \"t\" because it does not have");

        assertThat(log.rows("app.t")).containsExactly("(1,a)");
        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.counters(1)).isEqualTo("t|2|0|0");
    }

    @Test
    void a_default_that_can_not_be_computed_disables_its_table() throws Exception {
        log.execute("CREATE SEQUENCE app.numbers; ALTER TABLE app.t ADD n bigint DEFAULT currval('app.numbers')");
        log.batch(1, 1, 2).insert(1, 1, "t", 1, "a").insert(1, 2, "u", 1, "a");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.t SQLSTATE: 55000 - ERROR MESSAGE: currval of sequence \"numbers\" is not yet"
                        + " defined in this session");

        assertThat(log.keys("app.u")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void keeps_to_the_order_of_the_log_whether_or_not_a_backslash_escapes(String literals) throws Exception {
        log.execute("""
                CREATE FUNCTION app.parents() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT count(*) FROM app.u';
                ALTER TABLE app.t ADD CHECK (id = app.parents());
                CREATE TABLE app.n (id int PRIMARY KEY, v text, n serial)""");
        log.register(1, "n", "id").batch(1, 1, 2, 3, 4).batch(2, 5, 6, 7);
        log.insert(1, 1, "t", 0, "a")
                .insert(1, 2, "u", 1, "a")
                .insert(1, 3, "t", 1, "a")
                .insert(1, 4, "u", 2, "a");
        log.insert(2, 5, "n", 1, "a").delete(2, 6, "n", 1, "a").insert(2, 7, "n", 2, "a");
        try (var other = log.connect();
                var statement = other.createStatement()) {
            statement.execute("SET chameleon.set_based_from = 1; SET standard_conforming_strings = " + literals);
            var replay = new ReplayFunction(other);

            assertThat(replay.callWith(10, 1, false)).isEqualTo(new ReplayStatus(true, false, List.of()));
            assertThat(replay.callWith(10, 1, false)).isEqualTo(DONE);
        }

        assertThat(log.rows("app.n")).containsExactly("(2,a,2)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void a_table_in_a_schema_without_usage_is_disabled_and_the_others_go_on(int setBasedFrom) throws Exception {
        log.executeAsSuperuser("""
                DROP SCHEMA IF EXISTS closed CASCADE;
                CREATE SCHEMA closed;
                CREATE TABLE closed.x (id int PRIMARY KEY, v text)""");
        log.register(1, "x", "id").batch(1, 1, 2).insert(1, 1, "x", 1, "a").insert(1, 2, "t", 1, "a");
        log.execute("""
                UPDATE sch_chameleon.t_replica_tables SET v_schema_name = 'closed' WHERE v_table_name = 'x';
                UPDATE sch_chameleon.t_log_replica SET v_schema_name = 'closed' WHERE v_table_name = 'x'""");

        log.execute("SET chameleon.set_based_from = " + setBasedFrom);

        assertThat(log.replay(10, false).messages())
                .containsExactly("closed.x SQLSTATE: 42501 - ERROR MESSAGE: permission denied for schema closed");

        assertThat(log.keys("app.t")).containsExactly("1");
    }

    @Test
    void events_that_are_too_large_for_the_temporary_files_at_once_are_applied_one_by_one() throws Exception {
        log.batch(1, 1).execute("""
                INSERT INTO sch_chameleon.log_s1_1 (i_id_event, i_id_batch, v_schema_name, v_table_name,
                    enm_binlog_event, t_binlog_name, i_binlog_position, jsb_event_after, jsb_event_before)
                SELECT g, 1, 'app', 't', 'insert', 'bin.000001', g, jsonb_build_object('id', g, 'v', (
                    SELECT string_agg(md5(g::text || i), '') FROM generate_series(1, 45) i)), '{}'
                FROM generate_series(1, 2000) g;
                UPDATE sch_chameleon.t_batch_events SET i_id_event = ARRAY(SELECT generate_series(1, 2000))""");
        try {
            log.executeAsSuperuser(ofDatabase("SET temp_file_limit = ''1MB''"));
            try (var other = log.connect();
                    var statement = other.createStatement()) {
                statement.execute("SET work_mem = '64kB'");

                assertThat(new ReplayFunction(other).callWith(10_000, 1, false)).isEqualTo(DONE);
            }
        } finally {
            log.executeAsSuperuser(ofDatabase("RESET temp_file_limit"));
        }
        assertThat(log.keys("app.t")).hasSize(2000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 100", "1000, 1", "1000, 3", "1000, 100"})
    void a_value_added_to_an_enumeration_is_used_by_the_next_slice(int setBasedFrom, int sliceSize) throws Exception {
        assumeTrue(log.connection().getMetaData().getDatabaseMajorVersion() >= 12, "in a transaction as of 12");
        log.execute("CREATE TYPE app.colour AS ENUM ('red'); ALTER TABLE app.t ADD colour app.colour");
        log.execute("INSERT INTO app.u VALUES (7)").batch(1, 1, 2, 3, 4, 5, 6, 7);
        log.insert(1, 1, "t", 1, "a")
                .ddl(1, 2, "t", "ALTER TYPE app.colour ADD VALUE 'blue'")
                .insert(1, 3, "u", 1, "a")
                .insert(1, 4, "u", 7, "a")
                .insert(1, 5, "unregistered", 1, "a")
                .event(1, 6, "t", "insert", "{\"id\": 2, \"colour\": \"blue\"}", "{}")
                .insert(1, 7, "t", 3, "c");
        log.execute("SET chameleon.set_based_from = " + setBasedFrom);

        var messages = new ArrayList<String>();
        ReplayStatus status;
        do {
            status = log.replay(sliceSize, false);
            messages.addAll(status.messages());
        } while (status.mustContinue());

        assertThat(messages).singleElement().asString().startsWith("app.u SQLSTATE: 23505 ");
        assertThat(log.rows("app.t")).containsExactly("(1,a,)", "(2,,blue)", "(3,c,)");
        assertThat(log.counters(1)).isEqualTo("t|4|1|1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_value_that_is_added_and_used_by_one_event_is_its_tables_failure(boolean exitOnError) throws Exception {
        assumeTrue(log.connection().getMetaData().getDatabaseMajorVersion() >= 12, "in a transaction as of 12");
        log.execute("CREATE TYPE app.colour AS ENUM ('red')").batch(1, 1, 2, 3);
        log.insert(1, 1, "u", 1, "a")
                .ddl(1, 2, "t", "ALTER TYPE app.colour ADD VALUE 'blue'; SELECT 'blue'::app.colour")
                .insert(1, 3, "u", 2, "a");

        assertThat(log.replay(10, exitOnError)).isEqualTo(new ReplayStatus(true, false, List.of()));
        assertThat(log.keys("app.u")).containsExactly("1");

        assertThat(log.replay(10, exitOnError))
                .isEqualTo(new ReplayStatus(
                        false,
                        exitOnError,
                        List.of("app.t SQLSTATE: 55P04 - ERROR MESSAGE: unsafe use of new value \"blue\" of enum type"
                                + " app.colour")));
        assertThat(log.keys("app.u")).hasSize(exitOnError ? 1 : 2);
    }

    @Test
    void a_value_that_is_not_in_the_net_effect_comes_too_early_one_by_one_all_the_same() throws Exception {
        assumeTrue(log.connection().getMetaData().getDatabaseMajorVersion() >= 12, "in a transaction as of 12");
        log.execute("CREATE TYPE app.colour AS ENUM ('red'); ALTER TABLE app.t ADD colour app.colour");
        log.execute("INSERT INTO app.u VALUES (7)").batch(1, 1, 2, 3, 4);
        log.ddl(1, 1, "t", "ALTER TYPE app.colour ADD VALUE 'blue'")
                .event(1, 2, "t", "insert", "{\"id\": 2, \"colour\": \"blue\"}", "{}")
                .event(1, 3, "t", "update", "{\"id\": 2, \"colour\": \"red\"}", "{\"id\": 2, \"colour\": \"blue\"}")
                .insert(1, 4, "u", 7, "a");
        log.execute("SET chameleon.set_based_from = 1");

        assertThat(log.replay(100, true)).isEqualTo(new ReplayStatus(true, false, List.of()));
        assertThat(log.replay(100, true).messages()).singleElement().asString().startsWith("app.u SQLSTATE: 23505 ");
        assertThat(log.rows("app.t")).containsExactly("(2,,red)");
    }

    @Test
    void a_deferred_constraint_that_does_not_hold_leaves_the_tables_of_others_alone() throws Exception {
        log.execute("""
                CREATE TABLE app.t2 (id int PRIMARY KEY, v text);
                CREATE TABLE app.u2 (id int PRIMARY KEY, v text);
                ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE app.t2 ADD CONSTRAINT "u, 2" FOREIGN KEY (id) REFERENCES app.u2
                    DEFERRABLE INITIALLY DEFERRED""");
        log.register(1, "t2", "id").register(1, "u2", "id").batch(1, 1, 2, 3, 4, 5, 6);
        log.insert(1, 1, "t", 1, "child").insert(1, 2, "u", 1, "parent");
        log.insert(1, 3, "t2", 1, "orphan").insert(1, 4, "t2", 2, "child").insert(1, 5, "u2", 2, "parent");
        log.insert(1, 6, "u", 2, "parent");

        assertThat(log.replay(10, false).messages())
                .singleElement()
                .asString()
                .startsWith("app.t2 SQLSTATE: 23503 - ERROR MESSAGE: insert or update on table \"t2\" violates");

        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.rows("app.t2")).isEmpty();
        assertThat(log.rows("sch_chameleon.t_error_log")).hasSize(1);
        assertThat(log.counters(1)).isEqualTo("t|4|1|0");
    }

    @Test
    void all_deferred_constraints_that_do_not_hold_disable_their_tables() throws Exception {
        log.execute("""
                CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'refused' USING SCHEMA = 'app', CONSTRAINT = 'no such'; END $$;
                CREATE TABLE app.n (id int PRIMARY KEY, v text);
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON app.n DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE PROCEDURE app.refuse();
                ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED""");
        log.register(1, "n", "id").batch(1, 1, 2, 3);
        log.insert(1, 1, "n", 1, "a").insert(1, 2, "t", 1, "orphan").insert(1, 3, "u", 2, "a");

        assertThat(log.replay(10, false).messages())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("app.n SQLSTATE: P0001 - ERROR MESSAGE: refused"),
                        second -> assertThat(second).startsWith("app.t SQLSTATE: 23503 "));

        assertThat(log.keys("app.u")).containsExactly("2");
    }

    @Test
    void ddl_of_another_table_may_lie_between_a_row_and_what_it_refers_to() throws Exception {
        log.execute("ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED")
                .execute("CREATE TABLE app.other (id int)")
                .register(1, "other", "id")
                .batch(1, 1, 2, 3);
        log.insert(1, 1, "t", 1, "child")
                .ddl(1, 2, "other", "ALTER TABLE app.other ADD c int")
                .insert(1, 3, "u", 1, "parent");

        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.keys("app.t")).containsExactly("1");
        assertThat(log.counters(1)).isEqualTo("t|2|0|1");
    }

    @Test
    void a_table_is_altered_in_the_slice_after_that_which_gave_it_a_deferred_constraint() throws Exception {
        log.batch(1, 1, 2, 3, 4)
                .insert(1, 1, "u", 1, "parent")
                .ddl(1, 2, "t", "ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED")
                .insert(1, 3, "t", 1, "child")
                .ddl(1, 4, "t", "ALTER TABLE app.t ADD c int");

        assertThat(log.replay(10, false)).isEqualTo(new ReplayStatus(true, false, List.of()));
        assertThat(log.loggedEvents()).containsExactly("4");
        assertThat(log.replay(10, false)).isEqualTo(DONE);

        assertThat(log.rows("app.t")).containsExactly("(1,child,)");
    }

    /** The statement is larger than what a jsonb holds. */
    @Test
    void logs_the_error_of_an_event_of_any_size() throws Exception {
        log.batch(1, 1, 2).insert(1, 2, "u", 1, "a").execute("""
                INSERT INTO sch_chameleon.log_s1_1
                    (i_id_event, i_id_batch, v_schema_name, v_table_name, enm_binlog_event, t_query)
                VALUES (1, 1, 'app', 't', 'ddl', 'SELECT 1/0 --' || repeat('x', 270000000))""");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.t SQLSTATE: 22012 - ERROR MESSAGE: division by zero");

        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.query("SELECT left(t_sql, 15), length(t_sql) FROM sch_chameleon.t_error_log"))
                .containsExactly("'SELECT 1/0 --x|40000002");
    }

    private static String ofDatabase(String setting) {
        return "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I " + setting + "', current_database()); END $$";
    }
}
