package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RollbackIT {
    private SmallReplica replica;

    @BeforeEach
    void create_a_replica() {
        replica = SmallReplica.create();
    }

    @AfterEach
    void drop_it() {
        replica.close();
    }

    @Test
    void puts_the_old_catalogue_back_row_by_row() {
        CatalogueSnapshot before = replica.live();
        replica.upgrade().run(UpgradeListener.SILENT);
        CatalogueSnapshot retired = CatalogueSnapshot.of(replica.database(), "_sch_chameleon_version1");
        CatalogueSnapshot upgraded = replica.live();

        RollbackResult result = Upgrades.rollback(replica.database(), false).run();

        assertThat(result.before()).isEqualTo("2.0.10");
        assertThat(result.after()).isEqualTo("1.7");
        assertThat(result.traces()).isEmpty();
        assertThat(replica.live()).isEqualTo(retired);
        assertThat(replica.live().apartFromReplay()).isEqualTo(before.apartFromReplay());
        assertThat(CatalogueSnapshot.of(replica.database(), "_sch_chameleon_version2"))
                .isEqualTo(upgraded);
        assertThat(replica.schemas()).containsExactly("_sch_chameleon_version2", "sch_chameleon");
    }

    @Test
    void upgrading_again_can_keep_the_catalogue_that_was_put_aside() {
        replica.upgrade().run(UpgradeListener.SILENT);
        Upgrades.rollback(replica.database(), false).run();
        CatalogueSnapshot aside = CatalogueSnapshot.of(replica.database(), "_sch_chameleon_version2");

        replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.RENAME))
                .run(UpgradeListener.SILENT);

        assertThat(replica.version()).isEqualTo("2.0.10");
        assertThat(replica.schemas()).hasSize(3);
        assertThat(CatalogueSnapshot.of(replica.database(), replica.schemas().get(1)))
                .isEqualTo(aside);
        assertThat(replica.schemas().get(1)).matches("_sch_chameleon_version2_\\d{14}");
    }

    @Test
    void what_others_have_made_of_the_catalogue_that_was_put_aside_is_not_dropped_with_it() {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database().execute("""
                CREATE SCHEMA reporting;
                CREATE VIEW reporting.v_lag AS SELECT t_source FROM sch_chameleon.t_sources;
                CREATE TABLE reporting.notes (source bigint REFERENCES sch_chameleon.t_sources);
                CREATE POLICY known ON reporting.notes
                    USING (source IN (SELECT i_id_source FROM sch_chameleon.t_sources));
                CREATE POLICY everybody ON sch_chameleon.t_sources USING (true)""");
        Upgrades.rollback(replica.database(), false).run();

        var dropping = replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP));
        Failure failure = catchThrowableOfType(ChameleonException.class, () -> dropping.run(UpgradeListener.SILENT))
                .failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(failure.code()).isEqualTo("check.leftover-version2");
        assertThat(failure.problem())
                .contains(
                        "view reporting.v_lag",
                        "constraint notes_source_fkey on table reporting.notes",
                        "policy known on table reporting.notes")
                .doesNotContain("everybody");
        assertThat(failure.remedy()).contains("--on-leftover=rename");
        assertThat(replica.upgrade().check().failures()).singleElement().satisfies(check -> assertThat(check.remedy())
                .doesNotContain("--on-leftover=drop"));
        replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.RENAME))
                .run(UpgradeListener.SILENT);
        assertThat(replica.texts("SELECT t_source FROM reporting.v_lag")).containsExactly("merged");
    }

    @Test
    void dependents_that_appear_after_the_check_are_not_dropped_either() {
        replica.upgrade().run(UpgradeListener.SILENT);
        Upgrades.rollback(replica.database(), false).run();
        var listener = new UpgradeListener() {
            @Override
            public void stepStarted(UpgradeStep step) {
                if (step == UpgradeStep.BUILD_STAGED_CATALOGUE) {
                    replica.database()
                            .execute("CREATE VIEW dest1.v AS SELECT t_source FROM _sch_chameleon_version2.t_sources");
                }
            }
        };

        var dropping = replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP));
        Failure failure = catchThrowableOfType(ChameleonException.class, () -> dropping.run(listener))
                .failure();

        assertThat(failure.code()).isEqualTo("check.leftover-version2");
        assertThat(failure.problem()).contains("view dest1.v");
        assertThat(replica.texts("SELECT t_source FROM dest1.v")).containsExactly("merged");
    }

    @Test
    void refuses_where_nothing_was_upgraded() {
        assertRefused("rollback.not-upgraded", "version is 1.7");
    }

    @Test
    void refuses_where_there_is_no_catalogue() {
        replica.database().execute("DROP SCHEMA sch_chameleon CASCADE");

        assertRefused("rollback.not-upgraded", "version is none");
    }

    @Test
    void refuses_without_the_old_catalogue() {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database().execute("DROP SCHEMA _sch_chameleon_version1 CASCADE");

        assertRefused("rollback.no-old-catalogue", "_sch_chameleon_version1");
    }

    @Test
    void refuses_when_the_old_catalogue_is_none() {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database().execute("DROP VIEW _sch_chameleon_version1.v_version");

        assertRefused("rollback.no-old-catalogue", "_sch_chameleon_version1");
    }

    @Test
    void refuses_while_the_name_is_taken_under_which_the_new_one_would_be_kept() {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database().execute("CREATE SCHEMA _sch_chameleon_version2");

        assertRefused("rollback.leftover", "_sch_chameleon_version2");
    }

    @Test
    void refuses_while_a_replica_is_connected_even_when_forced() throws SQLException {
        replica.upgrade().run(UpgradeListener.SILENT);
        try (Connection connection = replica.connect("[pg_chameleon] - source: merged")) {
            assertThat(connection.isClosed()).isFalse();

            assertThat(failureOf(true).code()).isEqualTo("rollback.live-connection");
            assertRefused("rollback.live-connection", "source: merged");
        }
    }

    /** What shows that 2.0 has begun to replicate, and what is said about it. */
    private record Trace(String sql, String said) {
        @Override
        public String toString() {
            return said;
        }
    }

    static Stream<Trace> traces() {
        return Stream.of(
                new Trace("UPDATE sch_chameleon.t_sources SET enm_status = 'running'", "has the status running"),
                new Trace("UPDATE sch_chameleon.t_sources SET enm_status = 'error'", "has the status error"),
                new Trace("UPDATE sch_chameleon.t_sources SET b_consistent = true", "has got consistent"),
                new Trace(
                        "INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)"
                                + " VALUES (1, 'mysql-bin.000003', 4)",
                        "has 2 batches"),
                new Trace("UPDATE sch_chameleon.t_replica_batch SET b_started = true", "has started its batch"),
                new Trace(
                        "UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = NULL, i_binlog_position = NULL"
                                + " WHERE v_table_name = 't2'",
                        "have lost their coordinates: 1"),
                new Trace(
                        "INSERT INTO sch_chameleon.t_log_replica_merged_2"
                                + " (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, t_binlog_name,"
                                + " i_binlog_position) VALUES (1, 't1', 'dest1', 'insert', 'mysql-bin.000002', 5000)",
                        "the log holds rows"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void refuses_when_the_new_catalogue_has_replicated_unless_forced(Trace trace) {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database().execute(trace.sql());

        assertRefused("rollback.has-replicated", trace.said());

        RollbackResult result = Upgrades.rollback(replica.database(), true).run();
        assertThat(result.traces()).singleElement().asString().contains(trace.said());
        assertThat(replica.version()).isEqualTo("1.7");
    }

    /** What 2.0 does to a catalogue besides replicating, the statements in their order, and what is said about it. */
    private record Use(String name, String said, String... statements) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Use> uses() {
        return Stream.of(
                new Use(
                        "init_replica",
                        "has another batch than the upgrade gave it",
                        "DELETE FROM sch_chameleon.t_replica_batch",
                        "INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)"
                                + " VALUES (1, 'mysql-bin.000002', 9000)",
                        "UPDATE sch_chameleon.t_replica_tables"
                                + " SET t_binlog_name = 'mysql-bin.000002', i_binlog_position = 9000",
                        "UPDATE sch_chameleon.t_sources SET enm_status = 'initialised',"
                                + " t_binlog_name = 'mysql-bin.000002', i_binlog_position = 9000"),
                new Use(
                        "init_replica at a restart point",
                        "has another batch than the upgrade gave it",
                        "DELETE FROM sch_chameleon.t_replica_batch",
                        "INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)"
                                + " VALUES (1, 'mysql-bin.000002', 4711)"),
                new Use(
                        "init_replica that was killed",
                        "has lost its batch",
                        "DELETE FROM sch_chameleon.t_replica_batch",
                        "DELETE FROM sch_chameleon.t_replica_tables"),
                new Use(
                        "sync_tables",
                        "tables of the source merged have other coordinates than the upgrade gave them: 1",
                        "UPDATE sch_chameleon.t_replica_tables SET i_binlog_position = 9000 WHERE v_table_name = 't2'"),
                new Use(
                        "sync_tables up to another source's restart point",
                        "have other coordinates than the upgrade gave them: 1",
                        "UPDATE sch_chameleon.t_replica_tables SET i_binlog_position = 4711"
                                + " WHERE v_schema_name = 'dest2'"),
                new Use(
                        "refresh_schema after the server has begun its binlogs anew",
                        "have other coordinates than the upgrade gave them: 3",
                        "UPDATE sch_chameleon.t_replica_tables"
                                + " SET t_binlog_name = 'mysql-bin.000001', i_binlog_position = 4"),
                new Use(
                        "a consistent point that was moved",
                        "has another consistent point than the upgrade gave it",
                        "UPDATE sch_chameleon.t_sources SET i_binlog_position = 9000"),
                new Use(
                        "add_source",
                        "the source other was added",
                        "INSERT INTO sch_chameleon.t_sources (t_source, jsb_schema_mappings, enm_source_type)"
                                + " VALUES ('other', '{\"app3\": \"dest3\"}', 'mysql')"),
                new Use("drop_source", "sources were dropped: 1", "DELETE FROM sch_chameleon.t_sources"));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void refuses_when_the_new_catalogue_is_not_as_the_upgrade_left_it(Use use) {
        replica.upgrade().run(UpgradeListener.SILENT);
        Stream.of(use.statements()).forEach(replica.database()::execute);

        assertRefused("rollback.has-replicated", use.said());

        Upgrades.rollback(replica.database(), true).run();
        assertThat(replica.version()).isEqualTo("1.7");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void none_of_that_is_taken_for_an_upgrade_that_was_killed(Use use) {
        replica.upgrade().run(UpgradeListener.SILENT);
        Stream.of(use.statements()).forEach(replica.database()::execute);

        assertNotHalfUpgraded();
    }

    /** Sources of 2.0 come and go: one that was only added has neither a batch nor tables, and counts as consistent. */
    @Test
    void neither_is_a_catalogue_that_has_replicated_for_long() {
        replica.upgrade().run(UpgradeListener.SILENT);
        replica.database()
                .execute("UPDATE sch_chameleon.t_sources SET enm_status = 'running', b_consistent = true,"
                        + " t_binlog_name = NULL, i_binlog_position = NULL");
        replica.database()
                .execute("UPDATE sch_chameleon.t_replica_tables"
                        + " SET t_binlog_name = NULL, i_binlog_position = NULL");
        replica.database()
                .execute("UPDATE sch_chameleon.t_replica_batch"
                        + " SET i_id_batch = nextval('sch_chameleon.t_replica_batch_i_id_batch_seq'), b_started = true,"
                        + " t_binlog_name = 'mysql-bin.000009', i_binlog_position = 4");
        assertNotHalfUpgraded();

        replica.database()
                .execute("INSERT INTO sch_chameleon.t_sources (t_source, jsb_schema_mappings, enm_source_type)"
                        + " VALUES ('other', '{\"app3\": \"dest3\"}', 'mysql')");
        assertNotHalfUpgraded();

        replica.database().execute("DELETE FROM sch_chameleon.t_sources WHERE t_source = 'merged'");
        assertNotHalfUpgraded();
    }

    private void assertNotHalfUpgraded() {
        assertThat(replica.upgrade().check().nothingToDo()).isTrue();
        assertThat(new CatalogueStatus(replica.database().dataSource())
                        .read()
                        .catalogue()
                        .meaning())
                .contains("upgraded from the 1.7 catalogue")
                .doesNotContain("killed");
    }

    @Test
    void allows_a_table_that_was_synchronised_ahead_of_its_source_before_the_upgrade() {
        replica.database()
                .execute("UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = 'mysql-bin.000003',"
                        + " i_binlog_position = 4 WHERE v_table_name = 't2'");
        replica.upgrade().run(UpgradeListener.SILENT);

        assertThat(Upgrades.rollback(replica.database(), false).run().traces()).isEmpty();
    }

    private void assertRefused(String code, String said) {
        var before = replica.everything();
        Failure failure = failureOf(false);
        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.problem()).contains(said);
        assertThat(replica.everything()).isEqualTo(before);
    }

    private Failure failureOf(boolean force) {
        return catchThrowableOfType(ChameleonException.class, () -> Upgrades.rollback(replica.database(), force)
                        .run())
                .failure();
    }
}
