package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.runner.EnableReplicaResult.Change;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.catalogue.SourceStatus;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class EnableReplicaIT {
    private TestDatabase database;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_recorded_source_that_was_killed_is_enabled() {
        database = Scenario.TWOOPEN.database();

        EnableReplicaResult result = enable("source_02");

        assertThat(result.catalogue()).isEqualTo("1.7");
        assertThat(result.changes()).containsExactly(new Change("t_sources.enm_status", "running", "stopped"));
        assertThat(statuses()).containsExactly("stopped", "stopped");
    }

    @Test
    void a_blocking_status_of_a_legacy_source_is_reset() throws SQLException {
        Catalogue17 catalogue = catalogue17();
        for (String status : List.of("initialising", "running", "error")) {
            catalogue.source(status, "my_" + status, "db_" + status).status(status);

            assertThat(enable(status).changes()).containsExactly(new Change("t_sources.enm_status", status, "stopped"));
        }
        assertThat(statuses()).containsExactly("stopped", "stopped", "stopped");
    }

    @Test
    void other_sources_are_left_alone() throws SQLException {
        Catalogue17 catalogue = catalogue17();
        catalogue.source("orders", "my_orders", "db_orders").status("running");
        catalogue.source("bills", "my_bills", "db_bills").status("running");

        enable("orders");

        assertThat(statuses()).containsExactly("stopped", "running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.2", "2.0.4", "2.0.10"})
    void a_blocking_status_is_reset_in_every_version(String version) {
        catalogue20(version).source("orders", "syncing").source("bills", "running");

        EnableReplicaResult result = enable("orders");

        assertThat(result.catalogue()).isEqualTo(version);
        assertThat(result.changes()).containsExactly(new Change("t_sources.enm_status", "syncing", "stopped"));
        assertThat(result.advice()).singleElement().asString().contains("may be incomplete");
        assertThat(statuses()).containsExactly("stopped", "running");
    }

    @Test
    void the_flags_of_that_source_are_cleared_and_no_others() {
        catalogue20("2.0.10").source("orders", "stopped").source("bills", "stopped");
        database.execute("""
                UPDATE sch_chameleon.t_sources SET b_maintenance = true, b_paused = true;
                UPDATE sch_chameleon.t_last_received SET b_paused = true;
                UPDATE sch_chameleon.t_last_replayed SET b_paused = true;
                """);

        assertThat(enable("orders").changes())
                .containsExactly(
                        new Change("t_sources.b_maintenance", "true", "false"),
                        new Change("t_sources.b_paused", "true", "false"),
                        new Change("t_last_received.b_paused", "true", "false"),
                        new Change("t_last_replayed.b_paused", "true", "false"));
        assertThat(sources()).extracting(source -> source.pauses().any()).containsExactly(false, true);
    }

    @Test
    void a_version_that_has_pauses_only_gets_those_cleared() {
        catalogue20("2.0.2").source("orders", "error");
        database.execute("UPDATE sch_chameleon.t_sources SET b_paused = true");

        assertThat(enable("orders").changes())
                .containsExactly(
                        new Change("t_sources.enm_status", "error", "stopped"),
                        new Change("t_sources.b_paused", "true", "false"));
    }

    @Test
    void a_status_that_blocks_nothing_stays() {
        List<String> startable = List.of("ready", "initialised", "synced", "stopped");
        Catalogue20 catalogue = catalogue20("2.0.10");
        for (String status : startable) {
            catalogue.source(status, status);

            EnableReplicaResult result = enable(status);

            assertThat(result.nothingToDo()).isTrue();
            assertThat(result.advice()).isEmpty();
        }
        assertThat(statuses()).containsExactlyElementsOf(startable);
    }

    @Test
    void enabling_twice_leaves_nothing_to_do() {
        catalogue20("2.0.10").source("orders", "running");

        assertThat(enable("orders").nothingToDo()).isFalse();
        assertThat(enable("orders").nothingToDo()).isTrue();
    }

    @Test
    void an_unknown_source_is_refused_with_the_names_that_there_are() throws SQLException {
        catalogue17().source("orders", "my_orders", "db_orders");

        assertRefused("bills", "source.unknown", "orders");
    }

    @Test
    void a_database_without_a_catalogue_is_refused() {
        database = TestDatabase.create();

        assertRefused("orders", "enable.no-catalogue", "status");
    }

    @Test
    void a_connected_process_of_the_source_stands_in_the_way_unless_forced() throws SQLException {
        catalogue20("2.0.10").source("orders", "running").source("bills", "running");
        try (Connection replica = connectAs("[pg_chameleon] - read orders")) {
            assertThat(replica.isValid(1)).isTrue();

            assertRefused("orders", "enable.connected", "--force");
            assertThat(enable("bills").ignoredSessions()).isEmpty();
            EnableReplicaResult forced = new EnableReplica(database.dataSource(), "orders", true).run();

            assertThat(forced.changes()).hasSize(1);
            assertThat(forced.ignoredSessions()).singleElement().asString().contains("read orders");
        }
    }

    @Test
    void a_process_that_names_no_source_stands_in_everybodys_way() throws SQLException {
        catalogue17().source("orders", "my_orders", "db_orders").status("running");
        try (Connection replica = connectAs("[PGCH] - replica")) {
            assertThat(replica.isValid(1)).isTrue();

            assertRefused("orders", "enable.connected", "--force");
        }
        assertThat(statuses()).containsExactly("running");
    }

    @Test
    void a_process_that_is_connected_as_another_role_stands_in_the_way_too() throws SQLException {
        catalogue20("2.0.10").source("orders", "running");
        var superuser = (PGSimpleDataSource) database.superuserDataSource();
        superuser.setApplicationName("[pg_chameleon] - read orders");
        try (Connection replica = superuser.getConnection()) {
            assertThat(replica.isValid(1)).isTrue();

            assertRefused("orders", "enable.connected", "--force");
        }
    }

    @Test
    void a_row_that_somebody_holds_is_not_waited_for_long() throws SQLException {
        catalogue20("2.0.10").source("orders", "running");
        try (Connection other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM sch_chameleon.t_sources FOR UPDATE");

            assertThatThrownBy(() -> enable("orders")).isInstanceOfSatisfying(ChameleonException.class, e -> assertThat(
                            e.failure().code())
                    .isEqualTo("enable.lock-timeout"));
        }
    }

    @Test
    void another_run_at_work_locks_it_out() throws SQLException {
        catalogue20("2.0.10").source("orders", "running");
        try (Session other = Session.open(database.dataSource());
                CatalogueLock lock = CatalogueLock.acquire(other)) {
            assertThat(lock).isNotNull();

            assertThatThrownBy(() -> enable("orders")).isInstanceOfSatisfying(ChameleonException.class, e -> assertThat(
                            e.failure().kind())
                    .isEqualTo(FailureKind.LOCKED));
        }
    }

    private EnableReplicaResult enable(String source) {
        return new EnableReplica(database.dataSource(), source, false).run();
    }

    private void assertRefused(String source, String code, String remedy) {
        assertThatThrownBy(() -> enable(source)).isInstanceOfSatisfying(ChameleonException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(e.failure().code()).isEqualTo(code);
            assertThat(e.failure().remedy()).contains(remedy);
        });
    }

    private Connection connectAs(String application) throws SQLException {
        var replica = (PGSimpleDataSource) database.dataSource();
        replica.setApplicationName(application);
        return replica.getConnection();
    }

    private List<SourceStatus> sources() {
        return new CatalogueStatus(database.dataSource()).read().sources();
    }

    private List<String> statuses() {
        return sources().stream().map(SourceStatus::status).toList();
    }

    private Catalogue17 catalogue17() throws SQLException {
        database = TestDatabase.create();
        return Catalogue17.in(database);
    }

    private Catalogue20 catalogue20(String version) {
        database = Catalogue20.database(version);
        return Catalogue20.existingIn(database);
    }
}
