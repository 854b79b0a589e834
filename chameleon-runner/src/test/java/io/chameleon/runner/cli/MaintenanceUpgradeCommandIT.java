package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades within 2.0, which need a connection and nothing else. */
class MaintenanceUpgradeCommandIT {
    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void catalogue() {
        database = TestDatabase.create();
        operator = Operator.at(home).with("PGPASSWORD", TestDatabase.PASSWORD).with("PGUSER", TestDatabase.OWNER);
        operator.run("install", "--url", database.url(), "--target", "2.0.8", "--yes");
        database.execute("""
                INSERT INTO sch_chameleon.t_sources
                    (t_source, jsb_schema_mappings, enm_source_type, enm_status, v_log_table)
                VALUES ('s1', '{"my": "app"}', 'mysql', 'stopped', '{t_log_replica_s1_1,t_log_replica_s1_2}');
                SELECT sch_chameleon.fn_refresh_parts();
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void plan_shows_the_migrations() {
        var human = operator.run("plan", "--url", database.url());
        assertThat(human.exitCode()).isZero();
        assertThat(human.err()).isEmpty();
        assertThat(human.out())
                .startsWith("Upgrade of the catalogue from 2.0.8 to 2.0.10\n\nIn place, in one transaction;")
                .containsPattern("\nMigrations\n  2\\.0\\.9 [^\n]+\n  2\\.0\\.10 [^\n]+\n");

        var json = operator.run("plan", "--url", database.url(), "--output", "json");
        var plan = json.json().getAsJsonObject("plan");
        assertThat(plan.get("from").getAsString()).isEqualTo("2.0.8");
        assertThat(plan.getAsJsonArray("sources")).isEmpty();
        assertThat(plan.getAsJsonArray("migrations")).hasSize(2);
    }

    @Test
    void upgrade_without_a_configuration_shows_its_steps() throws SQLException {
        var result = operator.run("upgrade", "--url", database.url(), "--yes");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("Upgrade of the catalogue from 2.0.8 to 2.0.10:\n\n  2 migrations, in place")
                .containsPattern("(?m)^[0-9T:-]+Z  lock catalogue  .* all preconditions still hold$")
                .containsPattern("(?m)^[0-9T:-]+Z  migrate catalogue .* 2 migrations, the catalogue is 2.0.10 now$")
                .containsPattern("(?m)^[0-9T:-]+Z  verify catalogue .* rows kept$");
        assertThat(result.out())
                .startsWith("The catalogue is 2.0.10 now; it was 2.0.8.\n\nNext, with ")
                .contains("chameleon show_status --config NAME")
                .doesNotContain("merged from", "rollback");
        assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                .containsExactly("2.0.10");

        var again = operator.run("upgrade", "--url", database.url(), "--yes", "--output", "json");
        assertThat(again.exitCode()).isZero();
        assertThat(again.outcome()).isEqualTo("nothing-to-do");
    }

    @Test
    void upgrade_has_json() {
        var result = operator.run("upgrade", "--url", database.url(), "--yes", "--output", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.json().getAsJsonObject("catalogue"))
                .hasToString("{\"before\":\"2.0.8\",\"after\":\"2.0.10\",\"live\":\"2.0.10\"}");
        assertThat(result.json().getAsJsonArray("steps"))
                .extracting(step -> step.getAsJsonObject().get("name").getAsString())
                .containsExactly("check-preconditions", "lock-catalogue", "migrate-catalogue", "verify-catalogue");
        assertThat(result.json().has("replay")).isFalse();
    }

    @Test
    void a_running_source_is_refused_by_check_and_upgrade() {
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'running'");

        var checked = operator.run("check", "--url", database.url());
        assertThat(checked.exitCode()).isEqualTo(3);
        assertThat(checked.out()).contains("The source s1 has the status running.", "enable-replica --source s1");

        var refused = operator.run("upgrade", "--url", database.url(), "--yes", "--output", "json");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.checks("FAIL")).containsExactly("source-status");
        assertThat(refused.liveCatalogue()).isEqualTo("2.0.8");
    }

    @Test
    void a_1_7_catalogue_needs_a_configuration() throws SQLException {
        try (TestDatabase legacy = Scenario.UPDATE.database()) {
            for (String command : new String[] {"check", "plan", "upgrade"}) {
                var result = operator.run(command, "--url", legacy.url(), "--yes", "--output", "json");

                assertThat(result.exitCode()).isEqualTo(3);
                assertThat(result.failureCode()).isEqualTo("check.configuration");
                assertThat(result.checks("FAIL")).containsExactly("configuration");
                assertThat(result.err()).contains("remedy: Add --config");
                assertThat(result.liveCatalogue()).isEqualTo("1.7");
            }
            assertThat(legacy.query("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE '%sch_chameleon%'"))
                    .containsExactly("sch_chameleon");
        }
    }
}
