package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallAndInfoIT {
    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void emptyDatabase() {
        database = TestDatabase.create();
        operator = Operator.at(home).with("PGPASSWORD", TestDatabase.PASSWORD).with("PGUSER", TestDatabase.OWNER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void install_creates_the_latest_catalogue_once() throws SQLException {
        var installed = operator.run("install", "--url", database.url(), "--yes");
        assertThat(installed.exitCode()).isZero();
        assertThat(installed.err()).isEmpty();
        assertThat(installed.out())
                .startsWith("The catalogue 2.0.10 is in sch_chameleon now; it has no sources yet.\n")
                .contains("chameleon add_source --config NAME --source SOURCE");
        assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                .containsExactly("2.0.10");

        var again = operator.run("install", "--url", database.url(), "--yes", "--output", "json");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.failureCode()).isEqualTo("install.exists");
        assertThat(again.liveCatalogue()).isEqualTo("2.0.10");
        assertThat(again.err()).contains("Nothing was changed. The live catalogue is 2.0.10.");
    }

    @Test
    void install_has_json_and_takes_a_release() {
        var result = operator.run(
                "install", "--url", database.url(), "--for-release", "2.0.20", "--yes", "--output", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.outcome()).isEqualTo("done");
        assertThat(result.json().getAsJsonObject("catalogue"))
                .hasToString("{\"before\":\"none\",\"after\":\"2.0.9\",\"live\":\"2.0.9\"}");
        assertThat(result.json().getAsJsonArray("migrations").toString())
                .contains("\"2.0.9 ")
                .doesNotContain("\"2.0.10 ");
    }

    @Test
    void install_asks_for_yes() throws SQLException {
        var declined = operator.answering("no").run("install", "--url", database.url());
        assertThat(declined.exitCode()).isEqualTo(3);
        assertThat(declined.out()).isEmpty();
        assertThat(declined.err())
                .contains(
                        "A catalogue 2.0.10 without sources is created in the schema sch_chameleon.",
                        "Type YES to install: ",
                        "Nothing was changed. There is no live catalogue.");
        assertThat(database.query("SELECT nspname::text FROM pg_namespace WHERE nspname = 'sch_chameleon'"))
                .isEmpty();

        assertThat(operator.answering("YES")
                        .run("install", "--url", database.url())
                        .exitCode())
                .isZero();
        var refused = operator.run("install", "--url", database.url());
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .startsWith("error: The schema sch_chameleon exists")
                .doesNotContain("YES");
    }

    @Test
    void a_1_7_catalogue_can_not_be_installed() {
        var result = operator.run("install", "--url", database.url(), "--target", "1.7", "--yes", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.failureCode()).isEqualTo("install.target");
    }

    @Test
    void info_tells_what_was_migrated_and_what_is_pending() {
        operator.run("install", "--url", database.url(), "--target", "2.0.8", "--yes");

        var human = operator.run("info", "--url", database.url());
        assertThat(human.exitCode()).isZero();
        assertThat(human.err()).isEmpty();
        assertThat(human.out())
                .startsWith("Catalogue 2.0.8, recorded by Flyway\n\nMigrations, times in UTC\n")
                .containsPattern("(?m)^  version +description +type +state +installed on +ms$")
                .containsPattern("(?m)^  2\\.0\\.8 .* SQL +Success +20[-0-9]+ [:0-9]+ +[0-9]+$")
                .containsPattern("(?m)^  2\\.0\\.9 .* SQL +Pending$");

        var json = operator.run("info", "--url", database.url(), "--output", "json");
        var history = json.json().getAsJsonObject("history");
        assertThat(json.liveCatalogue()).isEqualTo("2.0.8");
        assertThat(history.get("recorded").getAsBoolean()).isTrue();
        assertThat(history.get("baseline").isJsonNull()).isTrue();
        assertThat(states(history)).contains("2.0.8 SUCCESS", "2.0.9 PENDING");
    }

    @Test
    void info_works_without_a_history_and_without_a_catalogue() {
        var none = operator.run("info", "--url", database.url());
        assertThat(none.exitCode()).isZero();
        assertThat(none.out()).startsWith("Catalogue none, without a history of Flyway\n");

        operator.run("install", "--url", database.url(), "--target", "2.0.8", "--yes");
        database.execute("DROP TABLE sch_chameleon.flyway_schema_history");
        var unrecorded = operator.run("info", "--url", database.url(), "--output", "json");
        var history = unrecorded.json().getAsJsonObject("history");
        assertThat(history.get("recorded").getAsBoolean()).isFalse();
        assertThat(history.get("baseline").getAsString()).isEqualTo("2.0.8");
        assertThat(states(history)).contains("2.0.7 BELOW_BASELINE", "2.0.8 BASELINE_IGNORED", "2.0.9 PENDING");

        try (TestDatabase legacy = Scenario.UPDATE.database()) {
            var result = operator.run("info", "--url", legacy.url());
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).startsWith("Catalogue 1.7, without a history of Flyway\n");
        }
    }

    private static List<String> states(JsonObject history) {
        var states = new ArrayList<String>();
        history.getAsJsonArray("migrations").forEach(element -> {
            var migration = element.getAsJsonObject();
            if (!migration.get("version").isJsonNull()) {
                states.add(migration.get("version").getAsString() + " "
                        + migration.get("state").getAsString());
            }
        });
        return states;
    }
}
