package io.chameleon.runner;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.OnReplayError;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RehearsalIT {
    private SmallReplica replica;

    @BeforeEach
    void create() {
        replica = SmallReplica.create();
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void leaves_everything_as_it_was_and_the_upgrade_goes_ahead() {
        var before = replica.everything();

        UpgradeResult rehearsed = replica.upgrade().rehearse(UpgradeListener.SILENT);

        assertThat(replica.everything()).isEqualTo(before);
        assertThat(rehearsed.outcome()).isEqualTo(UpgradeOutcome.REHEARSED);
        assertThat(rehearsed.after()).isEqualTo("1.7");
        UpgradeResult upgraded = replica.upgrade().run(UpgradeListener.SILENT);
        assertThat(upgraded.outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(upgraded.replay()).isEqualTo(rehearsed.replay());
        assertThat(upgraded.plan()).isEqualTo(rehearsed.plan());
        assertThat(steps(upgraded)).isEqualTo(steps(rehearsed));
    }

    @Test
    void leaves_a_recorded_catalogue_as_it_was_and_the_upgrade_goes_ahead() {
        try (var database = Scenario.INSERT.database()) {
            var before = everything(database);

            UpgradeResult rehearsed = Upgrades.of(Scenario.INSERT, database).rehearse(UpgradeListener.SILENT);

            assertThat(everything(database)).isEqualTo(before);
            assertThat(rehearsed.replay().orElseThrow().ddl()).isPositive();
            UpgradeResult upgraded = Upgrades.of(Scenario.INSERT, database).run(UpgradeListener.SILENT);
            assertThat(upgraded.replay()).isEqualTo(rehearsed.replay());
            assertThat(everything(database)).isNotEqualTo(before);
        }
    }

    @Test
    void tells_rows_and_locks() {
        Rehearsal rehearsal =
                replica.upgrade().rehearse(UpgradeListener.SILENT).rehearsal().orElseThrow();

        assertThat(rehearsal.rows())
                .containsEntry("t_sources", 1L)
                .containsEntry("t_replica_tables", 3L)
                .containsEntry("t_replica_batch", 1L);
        assertThat(rehearsal.locks())
                .extracting(TableLock::step, TableLock::table, TableLock::mode)
                .contains(
                        tuple(UpgradeStep.REPLAY_PENDING_BATCHES, "dest1.t1", "RowExclusiveLock"),
                        tuple(UpgradeStep.SWAP_CATALOGUES, "sch_chameleon.t_sources", "AccessExclusiveLock"));
    }

    @Test
    void deferred_constraints_wait_for_the_end_of_each_slice() {
        replica.database().execute("""
                INSERT INTO dest1.t1 VALUES (2);
                ALTER TABLE dest1.t2 ADD FOREIGN KEY (id) REFERENCES dest1.t1 DEFERRABLE INITIALLY DEFERRED;
                DELETE FROM sch_chameleon.t_batch_events;
                INSERT INTO sch_chameleon.t_log_replica
                    (i_id_batch, v_schema_name, v_table_name, enm_binlog_event, t_binlog_name, i_binlog_position,
                     jsb_event_data, jsb_event_update, t_query, i_my_event_time)
                SELECT l.i_id_batch, l.v_schema_name, e.name, e.kind::sch_chameleon.en_binlog_event, l.t_binlog_name,
                       l.i_binlog_position + e.place, e.image::jsonb, '{}', e.query, l.i_my_event_time
                FROM (SELECT * FROM sch_chameleon.t_log_replica LIMIT 1) l,
                     (VALUES (1, 't2', 'ddl', NULL, 'ALTER TABLE dest1.t2 ADD COLUMN w text'),
                             (2, 't2', 'insert', '{"id": 30}', NULL),
                             (3, 't1', 'insert', '{"id": 30}', NULL)) e (place, name, kind, image, query)
                ORDER BY e.place""");
        var before = replica.everything();

        UpgradeResult result = replica.upgrade().rehearse(UpgradeListener.SILENT);

        assertThat(result.replay().orElseThrow().ddl()).isEqualTo(1);
        assertThat(result.replay().orElseThrow().replayed()).isEqualTo(4);
        assertThat(result.rehearsal().orElseThrow().locks())
                .contains(new TableLock(UpgradeStep.REPLAY_PENDING_BATCHES, "dest1.t2", "AccessExclusiveLock"));
        assertThat(replica.everything()).isEqualTo(before);
        assertThat(replica.upgrade().run(UpgradeListener.SILENT).replay()).isEqualTo(result.replay());
    }

    @Test
    void an_event_that_fails_is_told_and_leaves_everything_as_it_was() {
        replica.database().execute("ALTER TABLE dest1.t2 ADD CHECK (id <> 2)");

        assertLeavesNothing(FailureKind.FAILED, "replay.event-failed", replica.upgrade(), UpgradeListener.SILENT);

        var disabling = UpgradeOptions.defaults()
                .withOnReplayError(OnReplayError.DISABLE)
                .withReplaySlice(1);
        var before = replica.everything();
        UpgradeResult result = replica.upgrade(disabling).rehearse(UpgradeListener.SILENT);
        assertThat(result.replay().orElseThrow().disabledTables()).hasSize(1);
        assertThat(result.replay().orElseThrow().replayed()).isEqualTo(1);
        assertThat(replica.everything()).isEqualTo(before);
    }

    @Test
    void a_failure_after_the_staging_discards_the_staged_catalogue() {
        var failing = new UpgradeListener() {
            @Override
            public void stepStarted(UpgradeStep step) {
                if (step == UpgradeStep.SWAP_CATALOGUES) {
                    throw new IllegalStateException("enough");
                }
            }
        };

        Failure failure = failureOf(replica.upgrade(), failing);

        assertThat(failure.liveCatalogue()).isEqualTo("1.7");
        assertThat(replica.schemas()).containsExactly("sch_chameleon");
    }

    @Test
    void a_replica_that_connects_in_between_is_told_without_a_leftover() throws Exception {
        var connected = new ArrayList<Connection>();
        var listener = new UpgradeListener() {
            @Override
            public void stepStarted(UpgradeStep step) {
                if (step == UpgradeStep.SWAP_CATALOGUES) {
                    try {
                        connected.add(replica.connect("[PGCH] - source: source_01"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };

        Failure failure = failureOf(replica.upgrade(), listener);
        connected.get(0).close();

        assertThat(failure.code()).isEqualTo("swap.live-connection");
        assertThat(failure.remedy()).isEqualTo("Stop it and run upgrade again.");
        assertThat(replica.schemas()).containsExactly("sch_chameleon");
    }

    @Test
    void a_lock_that_cannot_be_had_is_told_and_leaves_everything_as_it_was() throws Exception {
        var impatient = UpgradeOptions.defaults().withLock(Duration.ofMillis(100), 2);
        try (var other = replica.connect("somebody")) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE sch_chameleon.t_index_def IN ACCESS SHARE MODE");

            assertLeavesNothing(
                    FailureKind.LOCKED, "swap.lock-timeout", replica.upgrade(impatient), UpgradeListener.SILENT);
        }
    }

    @Test
    void does_not_wait_long_for_a_row_that_somebody_else_has_locked() throws Exception {
        var impatient = UpgradeOptions.defaults().withLock(Duration.ofMillis(100), 2);
        try (var other = replica.connect("somebody")) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE dest1.t1 IN SHARE MODE");

            assertLeavesNothing(
                    FailureKind.LOCKED, "replay.lock-timeout", replica.upgrade(impatient), UpgradeListener.SILENT);
        }
    }

    @Test
    void a_leftover_is_nobody_s_to_drop() {
        replica.database().execute("CREATE SCHEMA _sch_chameleon_version2 CREATE TABLE precious (id int)");
        var dropping = UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP);

        assertLeavesNothing(
                FailureKind.REFUSED, "check.leftover-version2", replica.upgrade(dropping), UpgradeListener.SILENT);
    }

    @Test
    void what_somebody_makes_of_the_staged_catalogue_meanwhile_is_not_dropped_with_it() {
        var listener = new UpgradeListener() {
            @Override
            public void stepStarted(UpgradeStep step) {
                if (step == UpgradeStep.SWAP_CATALOGUES) {
                    replica.database()
                            .execute("CREATE VIEW dest1.v AS SELECT t_source FROM _sch_chameleon_version2.t_sources");
                }
            }
        };

        Failure failure = failureOf(replica.upgrade(), listener);

        assertThat(failure.code()).isEqualTo("check.leftover-version2");
        assertThat(failure.problem()).contains("view dest1.v");
        assertThat(replica.texts("SELECT t_source FROM dest1.v")).containsExactly("merged");
    }

    @Test
    void leaves_a_2_0_catalogue_as_it_was_and_the_upgrade_goes_ahead() {
        try (var database = Catalogue20.database("2.0.3")) {
            Catalogue20.existingIn(database).source("mysql", "stopped");
            var upgrade =
                    new CatalogueUpgrade(database.dataSource(), Upgrades.anyConfiguration(), UpgradeOptions.defaults());
            var before = CatalogueSnapshot.of(database, "sch_chameleon");

            UpgradeResult rehearsed = upgrade.rehearse(UpgradeListener.SILENT);

            assertThat(CatalogueSnapshot.of(database, "sch_chameleon")).isEqualTo(before);
            assertThat(rehearsed.after()).isEqualTo("2.0.3");
            assertThat(rehearsed.rehearsal().orElseThrow().rows()).containsEntry("t_sources", 1L);
            assertThat(rehearsed.rehearsal().orElseThrow().locks())
                    .contains(new TableLock(
                            UpgradeStep.LOCK_CATALOGUE, "sch_chameleon.t_sources", "AccessExclusiveLock"));
            assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(upgrade.rehearse(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
        }
    }

    private void assertLeavesNothing(
            FailureKind kind, String code, CatalogueUpgrade upgrade, UpgradeListener listener) {
        var before = replica.everything();
        Failure failure = failureOf(upgrade, listener);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(replica.everything()).isEqualTo(before);
    }

    private static Failure failureOf(CatalogueUpgrade upgrade, UpgradeListener listener) {
        ThrowingCallable rehearsal = () -> upgrade.rehearse(listener);
        var thrown = catchThrowableOfType(ChameleonException.class, rehearsal);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private static List<UpgradeStep> steps(UpgradeResult result) {
        return result.steps().stream().map(StepResult::step).toList();
    }

    private static Map<String, CatalogueSnapshot> everything(TestDatabase database) {
        return Stream.of(
                        "sch_chameleon",
                        "_sch_chameleon_version1",
                        "_sch_chameleon_version2",
                        "db_schema_01",
                        "db_schema_02")
                .collect(toMap(identity(), schema -> CatalogueSnapshot.of(database, schema)));
    }
}
