package io.chameleon.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.BatchState17;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.Source17;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingReplayIT {
    private static final String SCHEMA = "sch_chameleon";
    private static final String BINLOG = "bin.000001";
    private static final ReplayOptions STOPPING = ReplayOptions.of(OnReplayError.STOP);
    private static final ReplayOptions DISABLING = ReplayOptions.of(OnReplayError.DISABLE);

    private TestDatabase database;
    private Connection connection;
    private Catalogue17 catalogue;
    private Source17 source;

    @BeforeEach
    void create_a_catalogue_with_one_source() throws Exception {
        database = TestDatabase.create();
        connection = database.connect();
        catalogue = Catalogue17.in(database);
        source = catalogue.source("s1", "mysql_app", "app").table("t").table("u");
    }

    @AfterEach
    void drop_the_database() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void replays_all_batches_and_finishes_them() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"), insert("u", 1, "b"), update("t", 1, "a", "c"));
        source.pendingBatch(BINLOG, 100, LogEvent17.delete("u", row(1, "b")), insert("u", 2, "d"));

        var result = replay(STOPPING.withSliceSize(2));

        assertThat(rows("app.t")).containsExactly("(1,c)");
        assertThat(rows("app.u")).containsExactly("(2,d)");
        assertThat(result.batches()).isEqualTo(2);
        assertThat(result.replayed()).isEqualTo(5);
        assertThat(batches()).containsExactly("(1,t,3,0,0)", "(2,t,2,0,0)");
        assertThat(rows("sch_chameleon.t_log_replica")).isEmpty();
        assertThat(rows("sch_chameleon.t_batch_events")).isEmpty();
        assertThat(query("SELECT ts_last_replay = to_timestamp(1700000000)::timestamp FROM sch_chameleon.t_sources"))
                .containsExactly("t");
    }

    @Test
    void goes_on_behind_a_slice_without_a_registered_table() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("x", 1, "a"), insert("x", 2, "a"), insert("t", 1, "a"));

        var result = replay(STOPPING.withSliceSize(2));

        assertThat(rows("app.t")).containsExactly("(1,a)");
        assertThat(result.skipped()).isEqualTo(2);
        assertThat(batches()).containsExactly("(1,t,1,2,0)");
    }

    @Test
    void replays_a_batch_without_a_queue_in_the_order_of_its_events() throws Exception {
        source.batch(BatchState17.WITHOUT_QUEUE, BINLOG, 4, insert("t", 1, "a"), update("t", 1, "a", "b"));

        assertThat(replay(STOPPING).replayed()).isEqualTo(2);

        assertThat(rows("app.t")).containsExactly("(1,b)");
        assertThat(batches()).containsExactly("(1,t,2,0,0)");
    }

    @Test
    void leaves_open_and_empty_batches_alone() throws Exception {
        source.batch(BatchState17.PENDING, BINLOG, 4);
        source.openBatch(BINLOG, 100, insert("t", 1, "a"));

        assertThat(replay(STOPPING).batches()).isZero();

        assertThat(rows("app.t")).isEmpty();
        assertThat(batches()).containsExactly("(1,f,,,)", "(2,f,,,)");
        assertThat(rows("sch_chameleon.t_log_replica")).hasSize(1);
    }

    @Test
    void finishes_a_batch_whose_log_rows_are_gone() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"));
        database.execute("DELETE FROM sch_chameleon.t_log_replica");

        assertThat(replay(STOPPING).batches()).isOne();

        assertThat(query("SELECT b_replayed FROM sch_chameleon.t_replica_batch"))
                .containsExactly("t");
        assertThat(rows("sch_chameleon.t_batch_events")).isEmpty();
    }

    @Test
    void reads_keys_with_commas_and_quotes_in_their_names() throws Exception {
        database.execute("""
                CREATE TABLE app.odd ("a,b" int, "c""d" int, v text, PRIMARY KEY ("a,b", "c""d"));
                INSERT INTO app.odd VALUES (1, 1, 'old'), (1, 2, 'other')""");
        source.register("odd", "\"a,b\",\"c\"\"d\"");
        source.pendingBatch(BINLOG, 4, LogEvent17.update("odd", """
                {"a,b": 1, "c\\"d": 1, "v": "old"}""", """
                {"a,b": 1, "c\\"d": 1, "v": "new"}"""));

        replay(STOPPING);

        assertThat(rows("app.odd")).containsExactly("(1,1,new)", "(1,2,other)");
    }

    @Test
    void stops_at_a_failing_event_and_keeps_the_slices_before_it() throws Exception {
        source.pendingBatch(
                BINLOG, 4, insert("t", 1, "a"), insert("u", 1, "a"), insert("t", 2, "a"), insert("t", 1, "dup"));

        var failure = catchThrowableOfType(ChameleonException.class, () -> replay(STOPPING.withSliceSize(2)))
                .failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure.code()).isEqualTo("replay.event-failed");
        assertThat(failure.problem())
                .contains("Event 4 of batch 1 of source s1, on app.t", "23505", "duplicate key")
                .contains("INSERT INTO app.t (v,id) VALUES ('dup','1');");
        assertThat(rows("app.t")).containsExactly("(1,a)");
        assertThat(query("SELECT i_id_event FROM sch_chameleon.t_batch_events")).containsExactly("{3,4}");
        assertThat(query("SELECT i_id_event FROM sch_chameleon.t_log_replica ORDER BY 1"))
                .containsExactly("3", "4");
        assertThat(batches()).containsExactly("(1,f,2,0,0)");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void goes_on_where_a_failed_replay_stopped() throws Exception {
        source.pendingBatch(
                BINLOG, 4, insert("t", 1, "a"), insert("x", 1, "a"), insert("u", 1, "a"), insert("t", 1, "dup"));
        catchThrowableOfType(ChameleonException.class, () -> replay(STOPPING.withSliceSize(2)));
        database.execute("DELETE FROM app.t");

        assertThat(replay(STOPPING).replayed()).isEqualTo(2);

        assertThat(rows("app.t")).containsExactly("(1,dup)");
        assertThat(batches()).containsExactly("(1,t,3,1,0)");
    }

    @Test
    void leaves_the_events_of_a_failing_table_in_the_log_and_replays_the_others() throws Exception {
        source.pendingBatch(
                BINLOG, 4, insert("t", 1, "a"), insert("u", 1, "a"), insert("t", 1, "dup"), insert("u", 2, "b"));
        source.pendingBatch(BINLOG, 100, insert("t", 2, "a"));
        source.pendingBatch(BINLOG, 200, insert("u", 3, "c"));

        var result = replay(DISABLING.withSliceSize(1));

        assertThat(rows("app.t")).containsExactly("(1,a)");
        assertThat(rows("app.u")).containsExactly("(1,a)", "(2,b)", "(3,c)");
        assertThat(result.disabledTables()).singleElement().satisfies(table -> {
            assertThat(table.table()).isEqualTo(new SourceTable("s1", "app", "t"));
            assertThat(table.error().event()).isEqualTo(3);
            assertThat(table.error().sqlState()).isEqualTo("23505");
            assertThat(table.eventsLeft()).isEqualTo(2);
        });
        assertThat(query("SELECT i_id_batch, i_id_event FROM sch_chameleon.t_batch_events ORDER BY 1"))
                .containsExactly("1|{3}", "2|{5}");
        assertThat(batches()).containsExactly("(1,f,3,0,0)", "(2,f,,,)", "(3,t,1,0,0)");
    }

    @Test
    void undoes_the_events_of_a_failing_table_in_the_same_slice() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"), insert("u", 1, "a"), insert("t", 1, "dup"));

        replay(DISABLING);

        assertThat(rows("app.t")).isEmpty();
        assertThat(rows("app.u")).containsExactly("(1,a)");
        assertThat(query("SELECT i_id_event FROM sch_chameleon.t_batch_events")).containsExactly("{1,3}");
    }

    @Test
    void stops_at_a_passing_trouble_whatever_the_policy() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"));
        try (var other = database.connect();
                var lock = other.createStatement();
                var settings = connection.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE app.t");
            settings.execute("SET lock_timeout = '50ms'");

            var failure = catchThrowableOfType(ChameleonException.class, () -> replay(DISABLING));

            assertThat(failure.failure().problem()).contains("55P03");
        }
        assertThat(batches()).containsExactly("(1,f,,,)");
    }

    @Test
    void gives_up_a_table_whose_state_forbids_its_events() throws Exception {
        database.execute("ALTER TABLE app.t DROP CONSTRAINT t_pkey; CREATE PUBLICATION changes FOR TABLE app.t");
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"), update("t", 1, "a", "b"), insert("u", 1, "a"));

        var result = replay(DISABLING);

        assertThat(result.isDisabled("app", "t")).isTrue();
        assertThat(rows("app.u")).containsExactly("(1,a)");
    }

    @Test
    void names_the_event_that_breaks_a_deferred_constraint() throws Exception {
        database.execute("ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED");
        source.pendingBatch(
                BINLOG,
                4,
                insert("t", 1, "child first"),
                insert("u", 1, "parent"),
                LogEvent17.ddl("t", "ALTER TABLE app.t ADD COLUMN c int"),
                insert("t", 2, "orphan"));

        var failure = catchThrowableOfType(ChameleonException.class, () -> replay(STOPPING));

        assertThat(failure.failure().problem()).contains("Event 4 ", "23503");
        assertThat(query("SELECT id FROM app.t")).containsExactly("1");
    }

    @Test
    void a_deferred_constraint_that_does_not_hold_leaves_the_tables_of_others_alone() throws Exception {
        database.execute("""
                CREATE TABLE app.t2 (id int PRIMARY KEY, v text);
                ALTER TABLE app.t ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE app.t2 ADD FOREIGN KEY (id) REFERENCES app.u DEFERRABLE INITIALLY DEFERRED""");
        source.register("t2", "\"id\"");
        source.pendingBatch(BINLOG, 4, insert("t", 1, "child"), insert("t2", 2, "orphan"), insert("u", 1, "parent"));

        var result = replay(DISABLING);

        assertThat(result.isDisabled("app", "t2")).isTrue();
        assertThat(result.disabledTables()).hasSize(1);
        assertThat(rows("app.t")).containsExactly("(1,child)");
    }

    @Test
    void ends_between_two_slices_when_interrupted() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"), insert("t", 2, "a"), insert("t", 3, "a"));
        var slices = new ArrayList<Integer>();
        var listener = new ReplayListener() {
            @Override
            public void sliceReplayed(String source, long batch, int events) {
                slices.add(events);
            }
        };

        var result =
                replay(STOPPING.withSliceSize(1).withListener(listener).withInterruption(() -> slices.size() == 2));

        assertThat(result.interrupted()).isTrue();
        assertThat(rows("app.t")).hasSize(2);
        assertThat(replay(STOPPING).interrupted()).isFalse();
        assertThat(rows("app.t")).hasSize(3);
    }

    @Test
    void only_the_registrations_of_the_batchs_own_source_count() throws Exception {
        catalogue.source("s2", "mysql_other", "other").register("app", "v", "\"id\"");
        database.execute("CREATE TABLE app.v (id bigint PRIMARY KEY, v text)");
        source.pendingBatch(BINLOG, 4, insert("v", 1, "a"));

        assertThat(replay(STOPPING).skipped()).isOne();

        assertThat(rows("app.v")).isEmpty();
    }

    @Test
    void leaves_the_session_as_it_was() throws Exception {
        source.pendingBatch(
                BINLOG, 4, LogEvent17.ddl("t", "SET search_path = \"app\"; ALTER TABLE t ADD COLUMN c int"));

        assertThat(replay(STOPPING).ddl()).isOne();

        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT current_setting('search_path'), (SELECT count(*) FROM pg_proc
                            WHERE pronamespace = pg_my_temp_schema()), to_regclass('pg_temp.replay_key')""")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("\"$user\", public");
            assertThat(row.getInt(2)).isZero();
            assertThat(row.getString(3)).isNull();
        }
    }

    @Test
    void tells_what_is_pending() throws Exception {
        source.pendingBatch(BINLOG, 4, insert("t", 1, "a"), insert("x", 1, "a"), insert("t", 2, "a"));
        source.batch(BatchState17.WITHOUT_QUEUE, BINLOG, 100, insert("t", 3, "a"));
        source.openBatch(BINLOG, 200, insert("t", 4, "a"));
        database.execute("UPDATE sch_chameleon.t_batch_events SET i_id_event = '{1,2}'");

        var pending = PendingBatches.read(connection, SCHEMA);

        assertThat(pending.batches()).isEqualTo(2);
        assertThat(pending.tables())
                .containsExactly(
                        new PendingTable(new SourceTable("s1", "app", "t"), true, 2, 2, 1, 0, 1),
                        new PendingTable(new SourceTable("s1", "app", "x"), false, 1, 1, 0, 0, 0));
    }

    /** Looked at pair by pair, so many events take minutes; as it is, about a second. */
    @Test
    void tells_what_is_pending_where_the_planner_thinks_of_few_events() throws Exception {
        for (int batch = 1; batch <= 3; batch++) {
            source.pendingBatch(BINLOG, batch * 100, insert("t", 1, "a"), insert("t", 2, "a"), insert("t", 3, "a"));
        }
        database.execute("ANALYZE");
        database.execute("""
                INSERT INTO sch_chameleon.t_log_replica (i_id_batch, v_schema_name, v_table_name, enm_binlog_event)
                SELECT 2, 'app', 'u', 'insert' FROM generate_series(1, 200000);
                UPDATE sch_chameleon.t_batch_events SET i_id_event = ARRAY(
                    SELECT i_id_event FROM sch_chameleon.t_log_replica WHERE i_id_batch = 2 ORDER BY 1)
                WHERE i_id_batch = 2""");
        try (var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '60s'");
        }

        assertThat(PendingBatches.read(connection, SCHEMA).tables())
                .containsExactly(
                        new PendingTable(new SourceTable("s1", "app", "t"), true, 3, 9, 0, 0, 0),
                        new PendingTable(new SourceTable("s1", "app", "u"), true, 1, 200_000, 0, 0, 0));
    }

    private ReplayResult replay(ReplayOptions options) throws SQLException {
        return new PendingReplay(connection, SCHEMA, options).run();
    }

    private List<String> batches() throws SQLException {
        return query("""
                SELECT (i_id_batch, b_replayed, i_replayed, i_skipped, i_ddl)
                FROM sch_chameleon.t_replica_batch ORDER BY i_id_batch""");
    }

    private List<String> rows(String table) throws SQLException {
        return query("SELECT t FROM " + table + " t ORDER BY t::text");
    }

    private List<String> query(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var other = database.connect();
                var statement = other.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join("|", columns));
            }
        }
        return rows;
    }

    private static LogEvent17 insert(String table, int id, String v) {
        return LogEvent17.insert(table, row(id, v));
    }

    private static LogEvent17 update(String table, int id, String before, String after) {
        return LogEvent17.update(table, row(id, before), row(id, after));
    }

    private static String row(int id, String v) {
        return "{\"id\": %d, \"v\": \"%s\"}".formatted(id, v);
    }
}
