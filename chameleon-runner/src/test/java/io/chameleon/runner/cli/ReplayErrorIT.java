package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.catalogue.CatalogueLock;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pending event that can't be applied: the row is there already. */
class ReplayErrorIT {
    private static final String CONFIGURATION = """
            pg_conn: {host: localhost, port: %d, user: %s, password: %s, database: %s}
            sources:
              shop:
                type: mysql
                db_conn: {host: db.example.org, port: 3306}
                schema_mappings: {shop: db_shop}
            """;

    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void catalogue() throws SQLException {
        database = TestDatabase.create();
        Catalogue17.in(database)
                .source("shop", "shop", "db_shop")
                .table("good")
                .table("bad")
                .pendingBatch(
                        "bin.000007",
                        100,
                        LogEvent17.insert("good", "{\"id\": 1, \"v\": \"one\"}"),
                        LogEvent17.insert("bad", "{\"id\": 1, \"v\": \"again\"}"),
                        LogEvent17.insert("bad", "{\"id\": 2, \"v\": \"two\"}"))
                .openBatch("bin.000007", 900);
        database.execute("INSERT INTO db_shop.bad VALUES (1, 'one')");
        operator = Operator.at(home)
                .configured(
                        "shop",
                        CONFIGURATION.formatted(
                                database.port(), TestDatabase.OWNER, TestDatabase.PASSWORD, database.name()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void stops_the_upgrade_with_the_reason() throws SQLException {
        var result = operator.run("upgrade", "--config", "shop", "--yes", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.outcome()).isEqualTo("failed");
        assertThat(result.liveCatalogue()).isEqualTo("1.7");
        assertThat(result.json()
                        .getAsJsonArray("steps")
                        .get(1)
                        .getAsJsonObject()
                        .get("outcome")
                        .getAsString())
                .isEqualTo("failed");
        assertThat(result.json().getAsJsonObject("plan").get("target").getAsString())
                .isEqualTo("2.0.10");
        assertThat(result.err())
                .containsPattern("(?m)^[0-9T:-]+Z  replay pending batches +[0-9.]+ s  FAILED$")
                .containsPattern("(?m)^error: .*db_shop.bad.*")
                .endsWith("The live catalogue is 1.7.\nmore: docs/troubleshooting.md#replay.event-failed\n");
        assertThat(database.query("SELECT v FROM db_shop.bad ORDER BY id")).containsExactly("one");
    }

    @Test
    void gives_up_the_table_when_told_to() throws SQLException {
        var result = operator.run("upgrade", "--config", "shop", "--yes", "--on-replay-error=disable");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsPattern("WARNING: the table db_shop.bad is no longer replicated: .*SQLSTATE 23505");
        assertThat(database.query("SELECT v FROM db_shop.good")).containsExactly("one");

        var status = operator.run("status", "--config", "shop");
        assertThat(status.out()).contains("The source shop no longer replicates db_shop.bad");
    }

    @Test
    void another_run_at_work_locks_the_commands_out() throws SQLException {
        try (Session other = Session.open(database.dataSource());
                CatalogueLock lock = CatalogueLock.acquire(other)) {
            assertThat(lock).isNotNull();

            var upgrade = operator.run("upgrade", "--config", "shop", "--yes", "--output", "json");
            assertThat(upgrade.exitCode()).isEqualTo(6);
            assertThat(upgrade.outcome()).isEqualTo("locked");

            var status = operator.run("status", "--config", "shop", "--output", "json");
            assertThat(status.exitCode()).isZero();
            assertThat(status.json().getAsJsonObject("status").get("locked").getAsBoolean())
                    .isTrue();
        }
    }
}
