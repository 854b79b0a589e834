package io.chameleon.runner;

import static io.chameleon.migrations.CatalogueVersion.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades within 2.0 of catalogues in use. */
class MaintenanceUpgradeIT {
    static List<CatalogueVersion> start_versions() {
        return CatalogueVersion.all().stream()
                .filter(CatalogueVersion.V1_7::isBefore)
                .filter(version -> version.isBefore(LATEST))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("start_versions")
    void keeps_every_row_and_replays_what_was_pending(CatalogueVersion start) throws SQLException {
        try (var catalogue = UsedCatalogue.of(start)) {
            var columns = catalogue.columns();
            var before = catalogue.rows(columns);

            UpgradeResult result = catalogue.upgrade();

            assertThat(result.outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(result.before()).isEqualTo(start.number());
            assertThat(result.after()).isEqualTo("2.0.10");
            assertThat(result.steps())
                    .extracting(StepResult::step)
                    .containsExactly(
                            UpgradeStep.CHECK_PRECONDITIONS,
                            UpgradeStep.LOCK_CATALOGUE,
                            UpgradeStep.MIGRATE_CATALOGUE,
                            UpgradeStep.VERIFY_CATALOGUE);
            assertThat(catalogue.rows(columns)).isEqualTo(before);
            assertHasStructureOf(LATEST, catalogue);
            assertReplaysWhatWasPending(catalogue);
        }
    }

    @ParameterizedTest
    @MethodSource("start_versions")
    void a_failure_in_the_script_after_each_version_leaves_everything_as_it_was(CatalogueVersion version)
            throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.0")) {
            var before = catalogue.everything();
            CatalogueVersion failing =
                    CatalogueVersion.all().get(CatalogueVersion.all().indexOf(version) + 1);
            onVersion(catalogue, failing, "RAISE EXCEPTION ''not %''");

            assertThatThrownBy(catalogue::upgrade).isInstanceOfSatisfying(ChameleonException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.FAILED);
                assertThat(e.failure().code()).isEqualTo("migrate-catalogue.failed");
                assertThat(e.failure().problem()).contains("V" + failing + "__", "not " + failing);
                assertThat(e.failure().liveCatalogue()).isEqualTo("2.0.0");
            });

            assertThat(catalogue.everything()).isEqualTo(before);
        }
    }

    @Test
    void a_session_that_is_killed_meanwhile_leaves_everything_as_it_was() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.3")) {
            var before = catalogue.everything();
            onVersion(
                    catalogue,
                    CatalogueVersion.parse("2.0.8"),
                    "PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1), ''%''");

            assertThatThrownBy(catalogue::upgrade).isInstanceOfSatisfying(ChameleonException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.FAILED);
                assertThat(e.failure().liveCatalogue()).isEqualTo("2.0.3");
            });

            catalogue.database().executeAsSuperuser("DROP EVENT TRIGGER on_version");
            assertThat(catalogue.everything()).isEqualTo(before);
            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
        }
    }

    @Test
    void a_connection_that_is_lost_after_the_commit_does_not_hide_the_success() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.3")) {
            var network = new BreakingNetwork(catalogue.database().dataSource(), BreakingNetwork.Moment.AFTER_COMMIT);

            assertThat(upgradeOver(network).after()).isEqualTo("2.0.10");

            assertThat(network.isBroken()).isTrue();
            assertHasStructureOf(LATEST, catalogue);
        }
    }

    @Test
    void a_connection_that_is_lost_before_the_commit_leaves_everything_as_it_was() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.3")) {
            var before = catalogue.everything();
            var network = new BreakingNetwork(catalogue.database().dataSource(), BreakingNetwork.Moment.BEFORE_COMMIT);

            assertThatThrownBy(() -> upgradeOver(network)).isInstanceOfSatisfying(ChameleonException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.FAILED);
                assertThat(e.failure().liveCatalogue()).isEqualTo("2.0.3");
            });

            assertThat(catalogue.everything()).isEqualTo(before);
        }
    }

    private static UpgradeResult upgradeOver(BreakingNetwork network) {
        return new CatalogueUpgrade(network.dataSource(), Upgrades.anyConfiguration(), UpgradeOptions.defaults())
                .run(new UpgradeListener() {
                    @Override
                    public void stepFinished(StepResult result) {
                        if (result.step() == UpgradeStep.VERIFY_CATALOGUE) {
                            network.breakAtNextCommit();
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.4", "2.0.5", "2.0.9"})
    void a_target_before_the_latest_can_be_chosen(String target) throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.2")) {
            var version = CatalogueVersion.parse(target);

            var options = UpgradeOptions.defaults().withTarget(version);
            assertThat(catalogue.upgrade(options).plan().migrations()).anyMatch(name -> name.startsWith(target + " "));
            catalogue.upgrade(options).run(UpgradeListener.SILENT);

            assertHasStructureOf(version, catalogue);
            assertReplaysWhatWasPending(catalogue);
            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
        }
    }

    @Test
    void an_up_to_date_catalogue_is_left_alone() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.10")) {
            var before = catalogue.everything();
            assertThat(catalogue.upgrade(UpgradeOptions.defaults()).check().passed())
                    .isTrue();

            assertThat(catalogue.upgrade().outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);

            assertThat(catalogue.everything()).isEqualTo(before);
        }
    }

    @Test
    void what_is_built_belongs_to_the_owner_when_a_superuser_upgrades() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.6")) {
            new CatalogueUpgrade(
                            catalogue.database().superuserDataSource(),
                            Upgrades.anyConfiguration(),
                            UpgradeOptions.defaults())
                    .run(UpgradeListener.SILENT);

            assertThat(catalogue.database().query("""
                    SELECT DISTINCT pg_get_userbyid(owner) FROM (
                        SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'sch_chameleon'::regnamespace
                        UNION ALL
                        SELECT proowner FROM pg_proc WHERE pronamespace = 'sch_chameleon'::regnamespace) o
                    """)).containsExactly(TestDatabase.OWNER);
        }
    }

    @Test
    void sessions_that_hold_a_table_are_named_and_nothing_is_changed() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4");
                var other = catalogue.database().connect()) {
            var before = catalogue.everything();
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT count(*) FROM sch_chameleon.t_error_log");

            var options = UpgradeOptions.defaults().withLock(Duration.ofMillis(100), 2);
            assertThatThrownBy(() -> catalogue.upgrade(options).run(UpgradeListener.SILENT))
                    .isInstanceOfSatisfying(ChameleonException.class, e -> {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.LOCKED);
                        assertThat(e.failure().code()).isEqualTo("lock-catalogue.timeout");
                        assertThat(e.failure().problem()).contains("2 attempts", "pid ", "t_error_log");
                    });

            other.rollback();
            assertThat(catalogue.everything()).isEqualTo(before);
        }
    }

    @Test
    void a_lock_that_goes_away_in_time_is_waited_for() throws Exception {
        try (var catalogue = UsedCatalogue.of("2.0.4");
                var other = catalogue.database().connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT count(*) FROM sch_chameleon.t_error_log");
            var listener = new UpgradeListener() {
                @Override
                public void stepStarted(UpgradeStep step) {
                    if (step == UpgradeStep.LOCK_CATALOGUE) {
                        new Thread(() -> {
                                    try {
                                        Thread.sleep(300);
                                        other.rollback();
                                    } catch (SQLException | InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                })
                                .start();
                    }
                }
            };

            var options = UpgradeOptions.defaults().withLock(Duration.ofMillis(100), 20);
            assertThat(catalogue.upgrade(options).run(listener).after()).isEqualTo("2.0.10");
        }
    }

    @Test
    void a_source_that_starts_after_the_check_is_seen_under_the_locks() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            var listener = new UpgradeListener() {
                @Override
                public void planned(UpgradePlan plan) {
                    catalogue.execute(
                            "UPDATE sch_chameleon.t_sources SET enm_status = 'running' WHERE t_source = 's1'");
                }
            };

            assertThatThrownBy(
                            () -> catalogue.upgrade(UpgradeOptions.defaults()).run(listener))
                    .isInstanceOfSatisfying(
                            ChameleonException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("check.source-status"));

            assertThat(catalogue.version()).isEqualTo("2.0.4");
            assertThat(catalogue.hasHistory()).isFalse();
        }
    }

    @Test
    void an_interruption_ends_it_before_the_next_step() throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.4")) {
            var before = catalogue.everything();
            var listener = new UpgradeListener() {
                @Override
                public void stepFinished(StepResult result) {
                    if (result.step() == UpgradeStep.MIGRATE_CATALOGUE) {
                        Thread.currentThread().interrupt();
                    }
                }
            };

            assertThatThrownBy(
                            () -> catalogue.upgrade(UpgradeOptions.defaults()).run(listener))
                    .isInstanceOfSatisfying(
                            ChameleonException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("interrupted"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(catalogue.everything()).isEqualTo(before);
        }
    }

    private static void onVersion(UsedCatalogue catalogue, CatalogueVersion version, String statement) {
        catalogue.database().executeAsSuperuser("""
                CREATE FUNCTION public.on_version() RETURNS event_trigger LANGUAGE plpgsql AS '
                BEGIN
                    IF (SELECT t_version FROM sch_chameleon.v_version) = ''%1$s'' THEN
                        %2$s;
                    END IF;
                END';
                CREATE EVENT TRIGGER on_version ON ddl_command_end WHEN TAG IN ('CREATE VIEW')
                    EXECUTE PROCEDURE public.on_version();
                """.formatted(version, statement.replace("%", version.number())));
    }

    private static void assertHasStructureOf(CatalogueVersion version, UsedCatalogue catalogue) throws SQLException {
        assertThat(catalogue.version()).isEqualTo(version.number());
        try (var connection = catalogue.database().connect()) {
            assertThat(CatalogueStructure.read(connection, Schemas.LIVE)
                            .differencesFrom(CatalogueStructure.reference(version)))
                    .isEmpty();
        }
    }

    private static void assertReplaysWhatWasPending(UsedCatalogue catalogue) throws SQLException {
        catalogue.replay();
        TestDatabase database = catalogue.database();
        assertThat(database.query("SELECT id || v || w FROM app.t1")).containsExactly("1unox");
        assertThat(database.query("SELECT id || v FROM app.t2")).containsExactly("7seven");
        assertThat(database.query("SELECT i_id_batch FROM sch_chameleon.t_replica_batch WHERE b_replayed ORDER BY 1"))
                .containsExactly("1", "2", "3");
        assertThat(database.query("SELECT i_id_batch FROM sch_chameleon.t_log_replica"))
                .containsExactly("4");
        assertThat(database.query("SELECT bool_and(b_replica_enabled) FROM sch_chameleon.t_replica_tables"))
                .containsExactly("t");
    }
}
