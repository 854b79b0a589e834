package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.SchemaMapping;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.catalogue.SourceStatus;
import io.chameleon.runner.catalogue.SourceStatus.Counters;
import io.chameleon.runner.catalogue.SourceStatus.Pending;
import io.chameleon.runner.catalogue.TableStatus;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.BatchState17;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueStatusIT {
    private TestDatabase database;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void no_catalogue_is_an_answer() {
        database = TestDatabase.create();

        StatusResult status = read();

        assertThat(status.catalogue().live()).isEqualTo("none");
        assertThat(status.catalogue().retired()).isEmpty();
        assertThat(status.catalogue().staged()).isEmpty();
        assertThat(status.sources()).isEmpty();
        assertThat(status.isLocked()).isFalse();
        assertThat(status.readAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void a_schema_without_a_version_is_an_answer() {
        database = TestDatabase.create();
        database.execute("CREATE SCHEMA sch_chameleon");

        assertThat(read().catalogue().live()).isEqualTo("unreadable");
    }

    @Test
    void catalogues_beside_the_live_one_are_told_with_their_versions() throws SQLException {
        catalogue17();
        database.execute("ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1");
        database.execute("CREATE SCHEMA _sch_chameleon_version2");

        CatalogueSituation situation = read().catalogue();

        assertThat(situation.live()).isEqualTo("none");
        assertThat(situation.retired()).contains("1.7");
        assertThat(situation.staged()).contains("unreadable");
        assertThat(situation.advice()).contains("ALTER SCHEMA _sch_chameleon_version1 RENAME TO sch_chameleon;");
    }

    @Test
    void a_run_at_work_is_told() throws SQLException {
        database = TestDatabase.create();
        try (Session other = Session.open(database.dataSource());
                CatalogueLock lock = CatalogueLock.acquire(other)) {
            assertThat(lock).isNotNull();

            assertThat(read().lockHolders())
                    .singleElement()
                    .asString()
                    .startsWith("pid ")
                    .contains("usr_replica");
        }
        assertThat(read().isLocked()).isFalse();
    }

    @Test
    void a_legacy_source_is_told() throws SQLException {
        catalogue17()
                .source("orders", "my_orders", "db_orders")
                .status("running")
                .table("t_order")
                .register("t_line", "\"order\",\"line\"")
                .register("t_odd", "\"unfinished")
                .synchronisedAt("t_line", "mysql-bin.000013", 120)
                .batch(BatchState17.REPLAYED, "mysql-bin.000011", 4)
                .pendingBatch("mysql-bin.000011", 100, insert(1), insert(2))
                .batch(BatchState17.WITHOUT_QUEUE, "mysql-bin.000011", 200, insert(3))
                .batch(BatchState17.WITHOUT_QUEUE, "mysql-bin.000011", 300)
                .openBatch("mysql-bin.000012", 4711, insert(4));
        database.execute("UPDATE sch_chameleon.t_replica_batch SET i_replayed = 7, i_skipped = 1, i_ddl = 2");

        SourceStatus source = onlySource();

        assertThat(source.name()).isEqualTo("orders");
        assertThat(source.type()).isEqualTo("mysql");
        assertThat(source.status()).isEqualTo("running");
        assertThat(source.schemaMappings()).containsExactly(new SchemaMapping(Optional.of("my_orders"), "db_orders"));
        assertThat(source.consistent()).isFalse();
        assertThat(source.highWatermark()).isEmpty();
        assertThat(source.restartPoint()).contains(new BinlogPosition("mysql-bin.000012", 4711));
        assertThat(source.pauses().any()).isFalse();
        assertThat(source.counters()).isEqualTo(new Counters(35, 5, 10));
        assertThat(source.pending()).isEqualTo(new Pending(2, 3));
        assertThat(source.errorCount()).isZero();
        assertThat(source.tables())
                .containsExactly(
                        new TableStatus(
                                "db_orders",
                                "t_line",
                                List.of("order", "line"),
                                Optional.of(new BinlogPosition("mysql-bin.000013", 120)),
                                true),
                        new TableStatus("db_orders", "t_odd", List.of("\"unfinished"), Optional.empty(), true),
                        new TableStatus("db_orders", "t_order", List.of("id"), Optional.empty(), true));
    }

    @Test
    void of_two_open_batches_a_legacy_source_goes_on_with_the_older_one() throws SQLException {
        catalogue17()
                .source("orders", "my_orders", "db_orders")
                .openBatch("mysql-bin.000012", 4)
                .batch(BatchState17.UNSTARTED, "mysql-bin.000012", 400);

        assertThat(onlySource().restartPoint()).contains(new BinlogPosition("mysql-bin.000012", 4));
    }

    @Test
    void a_legacy_source_without_batches_or_a_source_schema_is_told() throws SQLException {
        catalogue17().source("orders", null, "db_orders");

        SourceStatus source = onlySource();

        assertThat(source.schemaMappings()).containsExactly(new SchemaMapping(Optional.empty(), "db_orders"));
        assertThat(source.restartPoint()).isEmpty();
        assertThat(source.counters()).isEqualTo(new Counters(0, 0, 0));
        assertThat(source.pending()).isEqualTo(new Pending(0, 0));
        assertThat(source.consistent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.2", "2.0.4", "2.0.10"})
    void a_current_source_is_told_in_every_version(String version) {
        catalogue20(version).source("orders", "error");
        database.execute("""
                UPDATE sch_chameleon.t_sources
                SET b_consistent = false, t_binlog_name = 'bin.000003', i_binlog_position = 900,
                    jsb_schema_mappings = '{"b": "db_b", "a": "db_a"}';
                INSERT INTO sch_chameleon.t_replica_tables
                    (i_id_source, v_schema_name, v_table_name, v_table_pkey, t_binlog_name, i_binlog_position,
                     b_replica_enabled)
                VALUES (1, 'db_a', 't_one', '{"a,b",c}', 'bin.000003', 901, true),
                       (1, 'db_a', 't_two', '{id}', NULL, NULL, false);
                INSERT INTO sch_chameleon.t_replica_batch
                    (i_id_batch, i_id_source, t_binlog_name, i_binlog_position, b_started, b_processed, i_replayed)
                VALUES (1, 1, 'bin.000001', 4, true, true, 5), (2, 1, 'bin.000002', 4, true, false, NULL),
                       (3, 1, 'bin.000003', 4, true, false, NULL);
                INSERT INTO sch_chameleon.t_batch_events VALUES (1, '{11,12,13}');
                """);

        StatusResult status = read();
        SourceStatus source = status.sources().get(0);

        assertThat(status.catalogue().live()).isEqualTo(version);
        assertThat(source.status()).isEqualTo("error");
        assertThat(source.schemaMappings())
                .containsExactly(
                        new SchemaMapping(Optional.of("a"), "db_a"), new SchemaMapping(Optional.of("b"), "db_b"));
        assertThat(source.consistent()).isFalse();
        assertThat(source.highWatermark()).contains(new BinlogPosition("bin.000003", 900));
        assertThat(source.restartPoint()).contains(new BinlogPosition("bin.000003", 4));
        assertThat(source.pauses().any()).isFalse();
        assertThat(source.counters()).isEqualTo(new Counters(5, 0, 0));
        assertThat(source.pending()).isEqualTo(new Pending(1, 3));
        assertThat(source.replicatedTables())
                .containsExactly(new TableStatus(
                        "db_a",
                        "t_one",
                        List.of("a,b", "c"),
                        Optional.of(new BinlogPosition("bin.000003", 901)),
                        true));
        assertThat(source.disabledTables())
                .singleElement()
                .extracting(TableStatus::qualifiedName)
                .isEqualTo("db_a.t_two");
    }

    @Test
    void what_holds_a_source_is_told() {
        catalogue20("2.0.10").source("orders", "running");
        database.execute("""
                UPDATE sch_chameleon.t_sources SET b_maintenance = true, ts_last_maintenance = '2024-05-01 12:00';
                UPDATE sch_chameleon.t_last_replayed SET b_paused = true;
                """);

        SourceStatus.Pauses pauses = onlySource().pauses();

        assertThat(pauses.maintenance()).isTrue();
        assertThat(pauses.requested()).isFalse();
        assertThat(pauses.reading()).isFalse();
        assertThat(pauses.replaying()).isTrue();
        assertThat(pauses.lastMaintenance()).isPresent();
    }

    @Test
    void lags_are_right_whatever_zone_pg_chameleon_writes_in() {
        catalogue20("2.0.10").source("orders", "running");
        database.executeAsSuperuser("ALTER DATABASE " + database.name() + " SET TimeZone = 'Asia/Tokyo';"
                + "ALTER ROLE " + TestDatabase.OWNER + " IN DATABASE " + database.name()
                + " SET timezone TO 'America/Caracas'");
        database.execute("""
                SET TimeZone = 'America/Caracas';
                UPDATE sch_chameleon.t_last_received SET ts_last_received = now() - interval '1 hour';
                UPDATE sch_chameleon.t_last_replayed SET ts_last_replayed = now() - interval '3 hours';
                """);

        StatusResult status = read();

        assertThat(status.timeZone()).isEqualTo("America/Caracas");
        var times = status.sources().get(0).times();
        assertThat(times.readLag().orElseThrow()).isCloseTo(Duration.ofHours(1), Duration.ofMinutes(1));
        assertThat(times.replayLag().orElseThrow()).isCloseTo(Duration.ofHours(2), Duration.ofMinutes(1));
    }

    @Test
    void the_newest_errors_are_told_and_more_of_them_in_detail() {
        catalogue20("2.0.10").source("orders", "stopped").source("bills", "stopped");
        database.execute("""
                INSERT INTO sch_chameleon.t_error_log
                    (i_id_log, i_id_batch, i_id_source, v_table_name, v_schema_name, t_table_pkey, t_binlog_name,
                     i_binlog_position, ts_error, t_sql, t_error_message)
                SELECT n, 5, 1, 't_' || n, 'db_a', 'id', 'bin.000001', 5000000000 + n, now(), 'INSERT ' || n, 'no ' || n
                FROM generate_series(1, 30) n
                """);

        SourceStatus summary = read().sources().get(0);
        SourceStatus detail = new CatalogueStatus(database.dataSource())
                .read("orders")
                .sources()
                .get(0);

        assertThat(summary.errorCount()).isEqualTo(30);
        assertThat(summary.lastErrors()).hasSize(3).first().satisfies(error -> {
            assertThat(error.id()).isEqualTo(30);
            assertThat(error.qualifiedTable()).isEqualTo("db_a.t_30");
            assertThat(error.position()).contains(new BinlogPosition("bin.000001", 5_000_000_030L));
            assertThat(error.message()).contains("no 30");
            assertThat(error.statement()).contains("INSERT 30");
            assertThat(error.at().orElseThrow()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        });
        assertThat(detail.lastErrors()).hasSize(20);
        assertThat(read().sources().get(1).errorCount()).isZero();
    }

    @Test
    void an_unknown_source_is_refused_with_the_names_that_there_are() {
        catalogue20("2.0.4").source("orders", "stopped").source("bills", "stopped");

        assertThatThrownBy(() -> new CatalogueStatus(database.dataSource()).read("order"))
                .isInstanceOfSatisfying(ChameleonException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
                    assertThat(e.failure().remedy()).contains("orders, bills");
                    assertThat(e.failure().liveCatalogue()).isEqualTo("2.0.4");
                });
    }

    @Test
    void a_catalogue_that_may_not_be_read_is_a_failure() throws SQLException {
        catalogue17();
        database.execute("REVOKE ALL ON sch_chameleon.t_sources FROM " + TestDatabase.OWNER);

        assertThatThrownBy(this::read).isInstanceOfSatisfying(ChameleonException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.FAILED);
            assertThat(e.failure().problem()).contains("t_sources");
        });
    }

    private StatusResult read() {
        return new CatalogueStatus(database.dataSource()).read();
    }

    private SourceStatus onlySource() {
        List<SourceStatus> sources = read().sources();
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private static LogEvent17 insert(int id) {
        return LogEvent17.insert("t_order", "{\"id\": " + id + "}");
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
