package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.OnReplayError;
import io.chameleon.runner.replay.ReplayResult;
import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way, the old catalogue is live and complete, and the next attempt succeeds. */
class FailedUpgradeIT {
    private static final List<String> ONLY_LIVE = List.of("sch_chameleon");
    private static final List<String> WITH_ATTEMPT = List.of("_sch_chameleon_version2", "sch_chameleon");
    private static final List<String> UPGRADED = List.of("_sch_chameleon_version1", "sch_chameleon");

    /** Acts when a step has ended well. */
    private record After(UpgradeStep step, Runnable action) implements UpgradeListener {
        @Override
        public void stepFinished(StepResult result) {
            if (result.step() == step && result.succeeded()) {
                action.run();
            }
        }
    }

    /** Acts when a step begins. */
    private record Before(UpgradeStep step, Runnable action) implements UpgradeListener {
        @Override
        public void stepStarted(UpgradeStep started) {
            if (started == step) {
                action.run();
            }
        }
    }

    private static void fail() {
        throw new IllegalStateException("injected");
    }

    @ParameterizedTest
    @EnumSource(to = "VERIFY_STAGED_CATALOGUE", names = "BACK_UP_CATALOGUE", mode = Mode.EXCLUDE)
    void a_failure_after_any_step_leaves_the_old_catalogue_live(UpgradeStep step) {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(replica, new After(step, FailedUpgradeIT::fail));

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.code()).isEqualTo("listener.failed");
            assertThat(failure.problem()).contains("injected");
            assertIsLive(replica, before, failure, step != UpgradeStep.CHECK_PRECONDITIONS);
            boolean attempted = step.ordinal() >= UpgradeStep.BUILD_STAGED_CATALOGUE.ordinal();
            assertThat(replica.schemas()).isEqualTo(attempted ? WITH_ATTEMPT : ONLY_LIVE);
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REFUSE")
    void a_failure_right_before_the_swap_can_be_tried_again(LeftoverPolicy policy) {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(replica, new Before(UpgradeStep.SWAP_CATALOGUES, FailedUpgradeIT::fail));

            assertIsLive(replica, before, failure, true);
            assertThat(replica.schemas()).isEqualTo(WITH_ATTEMPT);
            Failure refusal = failureOf(replica, UpgradeListener.SILENT);
            assertThat(refusal.kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(refusal.code()).isEqualTo("check.leftover-version2");
            assertUpgrades(replica, policy);
        }
    }

    @Test
    void what_a_listener_makes_of_the_last_step_comes_too_late() {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new After(UpgradeStep.SWAP_CATALOGUES, FailedUpgradeIT::fail);

            assertThat(replica.upgrade().run(listener).outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(replica.version()).isEqualTo("2.0.10");
        }
    }

    @Test
    void the_end_of_its_session_after_the_swap_does_not_undo_the_success() {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new After(UpgradeStep.SWAP_CATALOGUES, () -> endSessions(replica));

            assertThat(replica.upgrade().run(listener).outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(replica.version()).isEqualTo("2.0.10");
        }
    }

    @ParameterizedTest
    @EnumSource(to = "VERIFY_STAGED_CATALOGUE", names = "BACK_UP_CATALOGUE", mode = Mode.EXCLUDE)
    void the_end_of_its_session_after_any_step_leaves_the_old_catalogue_live(UpgradeStep step) {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(replica, new After(step, () -> endSessions(replica)));

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.problem()).contains("SQLSTATE");
            assertIsLive(replica, before, failure, step != UpgradeStep.CHECK_PRECONDITIONS);
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    private static void endSessions(SmallReplica replica) {
        replica.database()
                .executeAsSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    @Test
    void an_error_of_the_virtual_machine_does_not_commit_half_a_transaction() {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();

            catchThrowableOfType(
                    OutOfMemoryError.class,
                    () -> Databases.call(
                            replica.database().dataSource(),
                            session -> session.transaction(() -> {
                                session.execute("ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1");
                                throw new OutOfMemoryError("injected");
                            })));

            assertThat(replica.live()).isEqualTo(before);
            assertThat(replica.upgrade().check().passed()).isTrue();
        }
    }

    @Test
    void an_event_that_fails_stops_the_upgrade_and_is_named() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("INSERT INTO dest1.t2 VALUES (2, 'already there')");
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(replica, UpgradeListener.SILENT);

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.code()).isEqualTo("replay.event-failed");
            assertThat(failure.liveCatalogue()).isEqualTo("1.7");
            assertThat(failure.problem())
                    .contains("Event 2 of batch 1", "dest1.t2", "INSERT INTO", "duplicate key", "23505");
            assertThat(failure.remedy()).contains("--on-replay-error=disable");
            assertThat(replica.live()).isEqualTo(before);
            assertThat(replica.schemas()).isEqualTo(ONLY_LIVE);
            assertThat(replica.texts("SELECT id FROM dest1.t1")).isEmpty();

            replica.database().execute("DELETE FROM dest1.t2");
            assertUpgrades(replica, LeftoverPolicy.REFUSE);
        }
    }

    @Test
    void an_event_that_fails_keeps_the_slices_before_it() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("INSERT INTO dest1.t2 VALUES (2, 'already there')");

            catchThrowableOfType(ChameleonException.class, () -> replica.upgrade(
                            UpgradeOptions.defaults().withReplaySlice(1))
                    .run(UpgradeListener.SILENT));

            assertThat(replica.texts("SELECT v FROM dest1.t1")).containsExactly("one");
            assertThat(replica.texts("SELECT i_id_event FROM sch_chameleon.t_batch_events"))
                    .containsExactly("{2}");
            replica.database().execute("DELETE FROM dest1.t2");
            assertUpgrades(replica, LeftoverPolicy.REFUSE);
        }
    }

    @Test
    void a_table_that_is_given_up_arrives_disabled_with_its_events_kept() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("INSERT INTO dest1.t2 VALUES (2, 'already there')");

            UpgradeResult result = replica.upgrade(UpgradeOptions.defaults().withOnReplayError(OnReplayError.DISABLE))
                    .run(UpgradeListener.SILENT);

            ReplayResult replay = result.replay().orElseThrow();
            assertThat(replay.disabledTables()).singleElement().satisfies(table -> {
                assertThat(table.table()).hasToString("dest1.t2");
                assertThat(table.eventsLeft()).isEqualTo(1);
            });
            assertThat(replica.texts("SELECT v_schema_name || '.' || v_table_name FROM sch_chameleon.t_replica_tables"
                            + " WHERE NOT b_replica_enabled"))
                    .containsExactly("dest1.t2");
            assertThat(replica.texts("SELECT v FROM dest1.t1")).containsExactly("one");
            assertThat(replica.texts("SELECT i_id_event FROM _sch_chameleon_version1.t_log_replica"))
                    .containsExactly("2");
        }
    }

    @Test
    void a_statement_that_the_server_refuses_during_the_build_is_told() {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();
            replica.database().executeAsSuperuser("""
                    CREATE FUNCTION public.no_types() RETURNS event_trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no types today'; END $$;
                    CREATE EVENT TRIGGER no_types ON ddl_command_start WHEN TAG IN ('CREATE TYPE')
                    EXECUTE PROCEDURE public.no_types()""");

            Failure failure = failureOf(replica, UpgradeListener.SILENT);

            assertThat(failure.code()).isEqualTo("build-staged-catalogue.failed");
            assertThat(failure.problem()).contains("no types today");
            assertIsLive(replica, before, failure, true);
            replica.database().executeAsSuperuser("DROP EVENT TRIGGER no_types");
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    @Test
    void a_failing_statement_under_the_owners_role_is_told_itself() {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();
            var listener = new Before(UpgradeStep.SET_BINLOG_COORDINATES, () -> replica.database()
                    .execute("ALTER TABLE _sch_chameleon_version2.t_replica_batch RENAME TO elsewhere"));

            Failure failure = failureOf(replica, listener);

            assertThat(failure.problem()).contains("t_replica_batch", "42P01");
            assertIsLive(replica, before, failure, true);
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    @Test
    void a_staged_catalogue_that_is_not_what_was_planned_is_not_swapped_in() {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();
            var listener = new Before(UpgradeStep.VERIFY_STAGED_CATALOGUE, () -> replica.database()
                    .execute("DELETE FROM _sch_chameleon_version2.t_replica_tables WHERE v_table_name = 't2'"));

            Failure failure = failureOf(replica, listener);

            assertThat(failure.code()).isEqualTo("verify-staged-catalogue.differs");
            assertThat(failure.problem()).contains("missing: table dest1.t2");
            assertIsLive(replica, before, failure, true);
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sch_chameleon.t_sources SET ts_last_received = now() WHERE i_id_source = 1",
                "UPDATE sch_chameleon.t_replica_tables SET i_binlog_position = 9 WHERE i_id_table = 1",
                "INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)"
                        + " VALUES (1, 'mysql-bin.000003', 4)",
                "INSERT INTO sch_chameleon.t_batch_events VALUES (2, '{7}')",
                "INSERT INTO sch_chameleon.t_log_replica_1_src_1"
                        + " (i_id_batch, v_table_name, v_schema_name, enm_binlog_event)"
                        + " VALUES (2, 't1', 'dest1', 'insert')",
                "INSERT INTO sch_chameleon.t_discarded_rows (i_id_batch) VALUES (1)",
                "INSERT INTO sch_chameleon.t_index_def (i_id_source) VALUES (1)"
            })
    void a_change_of_the_old_catalogue_before_the_swap_ends_the_upgrade(String change) {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new Before(
                    UpgradeStep.SWAP_CATALOGUES, () -> replica.database().execute(change));

            Failure failure = failureOf(replica, listener);

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.code()).isEqualTo("catalogue.changed");
            assertThat(failure.liveCatalogue()).isEqualTo("1.7");
            assertThat(replica.schemas()).isEqualTo(WITH_ATTEMPT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sch_chameleon.t_sources SET enm_status = 'running' WHERE i_id_source = 1",
                "DELETE FROM sch_chameleon.t_sources WHERE i_id_source = 2",
                "UPDATE sch_chameleon.t_replica_batch SET b_processed = true WHERE i_id_source = 2",
                "UPDATE sch_chameleon.t_replica_batch SET t_binlog_name = NULL WHERE i_id_source = 2",
                "UPDATE sch_chameleon.t_replica_tables SET v_table_pkey = '{}' WHERE i_id_table = 1"
            })
    void a_change_of_the_old_catalogue_during_the_replay_ends_the_upgrade(String change) {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new After(
                    UpgradeStep.REPLAY_PENDING_BATCHES, () -> replica.database().execute(change));

            Failure failure = failureOf(replica, listener);

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.code()).isEqualTo("catalogue.changed");
            assertThat(failure.liveCatalogue()).isEqualTo("1.7");
            assertThat(replica.schemas()).isEqualTo(ONLY_LIVE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[PGCH] - source: source_01", "[pg_chameleon] - source: merged, action: main process"})
    void a_replica_that_connects_in_between_ends_the_upgrade(String name) throws SQLException {
        try (SmallReplica replica = SmallReplica.create();
                var connections = new Connections(replica)) {
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(replica, new Before(UpgradeStep.SWAP_CATALOGUES, () -> connections.open(name)));

            assertThat(failure.code()).isEqualTo("swap.live-connection");
            assertThat(failure.problem()).contains(name);
            assertIsLive(replica, before, failure, true);
        }
    }

    /** Sessions that stay until the end of a test. */
    private record Connections(SmallReplica replica, List<Connection> opened) implements AutoCloseable {
        Connections(SmallReplica replica) {
            this(replica, new ArrayList<>());
        }

        void open(String name) {
            try {
                opened.add(replica.connect(name));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : opened) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(to = "VERIFY_STAGED_CATALOGUE", names = "BACK_UP_CATALOGUE", mode = Mode.EXCLUDE)
    void an_interruption_ends_it_before_the_next_step(UpgradeStep step) {
        try (SmallReplica replica = SmallReplica.create()) {
            CatalogueSnapshot before = replica.live();

            Failure failure = failureOf(
                    replica, new After(step, () -> Thread.currentThread().interrupt()));

            assertThat(Thread.interrupted()).as("the interruption is handed on").isTrue();
            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.code()).isEqualTo("interrupted");
            assertIsLive(replica, before, failure, step != UpgradeStep.CHECK_PRECONDITIONS);
            assertUpgrades(replica, LeftoverPolicy.DROP);
        }
    }

    @ParameterizedTest
    @EnumSource(to = "SWAP_CATALOGUES", names = "BACK_UP_CATALOGUE", mode = Mode.EXCLUDE)
    void an_interruption_fails_no_step_that_has_begun(UpgradeStep step) throws SQLException {
        try (SmallReplica replica = SmallReplica.create()) {
            // With a timeout the driver connects in a thread of its own, and doesn't in one that is interrupted.
            DataSource dataSource = replica.database().dataSource();
            dataSource.setLoginTimeout(10);
            var finished = new ArrayList<StepResult>();
            var listener = new UpgradeListener() {
                @Override
                public void stepStarted(UpgradeStep started) {
                    if (started == step) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public void stepFinished(StepResult result) {
                    finished.add(result);
                }
            };

            var end = catchThrowableOfType(
                    ChameleonException.class,
                    () -> replica.upgrade(dataSource, UpgradeOptions.defaults()).run(listener));

            assertThat(Thread.interrupted()).as("the interruption is handed on").isTrue();
            if (step == UpgradeStep.SWAP_CATALOGUES) {
                assertThat(end).isNull();
            } else {
                assertThat(end.failure().code()).isEqualTo("interrupted");
            }
            assertThat(finished).last().satisfies(last -> {
                assertThat(last.step()).isEqualTo(step);
                assertThat(last.succeeded()).isEqualTo(step != UpgradeStep.REPLAY_PENDING_BATCHES);
            });
        }
    }

    @Test
    void an_interruption_after_the_swap_comes_too_late() {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new After(
                    UpgradeStep.SWAP_CATALOGUES, () -> Thread.currentThread().interrupt());

            assertThat(replica.upgrade().run(listener).outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void an_interruption_during_the_replay_ends_it_after_the_slice() {
        try (SmallReplica replica = SmallReplica.create()) {
            var listener = new UpgradeListener() {
                @Override
                public void replayed(ReplayProgress progress) {
                    assertThat(progress.eventsDone()).isEqualTo(1);
                    assertThat(progress.eventsLeft()).isEqualTo(1);
                    assertThat(progress.elapsed()).isPositive();
                    Thread.currentThread().interrupt();
                }
            };
            CatalogueUpgrade upgrade = replica.upgrade(UpgradeOptions.defaults().withReplaySlice(1));

            var failure = catchThrowableOfType(ChameleonException.class, () -> upgrade.run(listener));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.failure().code()).isEqualTo("interrupted");
            assertThat(failure.failure().problem()).contains("until then: 1");
            assertThat(failure.failure().liveCatalogue()).isEqualTo("1.7");
            assertThat(replica.texts("SELECT i_id_event FROM sch_chameleon.t_log_replica"))
                    .containsExactly("2");
            assertUpgrades(replica, LeftoverPolicy.REFUSE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLAY_PENDING_BATCHES", "VERIFY_STAGED_CATALOGUE"})
    void the_recorded_replica_reaches_the_truth_after_a_failed_attempt(UpgradeStep step) throws SQLException {
        try (TestDatabase database = Scenario.INSERT.database()) {
            catchThrowableOfType(ChameleonException.class, () -> Upgrades.of(Scenario.INSERT, database)
                    .run(new After(step, FailedUpgradeIT::fail)));

            Upgrades.of(Scenario.INSERT, database, UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.RENAME))
                    .run(UpgradeListener.SILENT);

            try (var connection = database.connect()) {
                assertThat(new ReplicaReader(connection, "upgraded", 1000, 1000)
                                .play(Scenario.INSERT)
                                .tableErrors())
                        .isEmpty();
                DestinationTruth.of(Scenario.INSERT).assertMatches(connection);
            }
        }
    }

    private static Failure failureOf(SmallReplica replica, UpgradeListener listener) {
        return catchThrowableOfType(
                        ChameleonException.class, () -> replica.upgrade().run(listener))
                .failure();
    }

    /** The old catalogue is live and whole; where batches were replayed, nothing but that has changed. */
    private static void assertIsLive(
            SmallReplica replica, CatalogueSnapshot before, Failure failure, boolean replayed) {
        assertThat(failure.liveCatalogue()).isEqualTo("1.7");
        CatalogueSnapshot now = replica.live();
        if (!replayed) {
            assertThat(now).isEqualTo(before);
            return;
        }
        assertThat(now.apartFromReplay()).isEqualTo(before.apartFromReplay());
        assertThat(replica.texts("SELECT b_replayed FROM sch_chameleon.t_replica_batch ORDER BY i_id_batch"))
                .containsExactly("t", "f", "f");
        assertThat(replica.texts("SELECT v FROM dest1.t1 UNION ALL SELECT v FROM dest1.t2"))
                .containsExactly("one", "two");
    }

    private static void assertUpgrades(SmallReplica replica, LeftoverPolicy policy) {
        UpgradeResult result = replica.upgrade(UpgradeOptions.defaults().withOnLeftover(policy))
                .run(UpgradeListener.SILENT);

        assertThat(result.outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(result.warnings()).isEmpty();
        assertThat(replica.version()).isEqualTo("2.0.10");
        assertThat(replica.schemas()).containsAll(UPGRADED);
        assertThat(replica.texts("SELECT v FROM dest1.t1 UNION ALL SELECT v FROM dest1.t2"))
                .containsExactly("one", "two");
        assertThat(replica.texts("SELECT v_schema_name || '.' || v_table_name || ' ' || i_binlog_position"
                        + " FROM sch_chameleon.t_replica_tables ORDER BY 1"))
                .containsExactly("dest1.t1 4712", "dest1.t2 4712", "dest2.t1 4000");
    }
}
