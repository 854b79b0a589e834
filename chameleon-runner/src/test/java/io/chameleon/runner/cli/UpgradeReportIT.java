package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade leaves a page, whatever becomes of it, and its JSON is enough to make the same page again. */
class UpgradeReportIT {
    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;
    private Path page;

    @BeforeEach
    void catalogue() {
        database = Scenario.INSERT.database();
        operator = Operator.at(home).configuredFor(database);
        page = home.resolve("upgrade.html");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_page_tells_of_an_upgrade_and_its_json_makes_the_same_page() throws IOException {
        var result = upgrade("--output", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("The report is in " + page + ".\n");
        String html = Files.readString(page);
        assertThat(html)
                .contains("The catalogue was upgraded to 2.0.10", "swap catalogues", "source_01", "my_schema_01")
                .contains("Batch start", "Consistent point", "mysql-bin.000001", "mysql-bin.000002", "255")
                .contains("db_schema_01.MixedCase", "many at once", "chameleon start_replica --config upgraded")
                .contains(
                        "PASS",
                        "source-status",
                        "Flyway",
                        "13.12.0",
                        "42.7.14",
                        database.url().replaceAll(".*/", ""))
                .doesNotContain("{{");

        Path json = Files.writeString(home.resolve("upgrade.json"), result.out());
        Path again = home.resolve("again.html");
        var made = operator.run("report", "--from", json.toString(), "--out", again.toString());
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).isEqualTo("The report is in " + again + ".\n");
        assertThat(again).hasSameTextualContentAs(page);
        assertThat(operator.run("report", "--from", json.toString()).out()).isEqualTo(html);
    }

    @Test
    void a_refused_upgrade_leaves_a_page_that_the_next_attempt_replaces() throws IOException {
        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'error'");
        assertThat(upgrade().exitCode()).isEqualTo(3);
        assertThat(Files.readString(page))
                .contains("The upgrade was refused", "The live catalogue is 1.7.", "has the status error", "FAIL")
                .contains("chameleon-runner check --config upgraded", "1.7 before, 1.7 live now");

        database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'stopped'");
        assertThat(upgrade().exitCode()).isZero();
        assertThat(Files.readString(page)).contains("The catalogue was upgraded to 2.0.10");
        assertThat(filesBesidesThe("upgrade.html")).isEmpty();
    }

    @Test
    void a_failed_upgrade_leaves_a_page_with_what_was_replayed() throws IOException {
        database.executeAsSuperuser("CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF EXISTS (SELECT FROM pg_namespace WHERE nspname = '_sch_chameleon_version2')"
                + " THEN RAISE 'not <b>today</b>'; END IF; END $$;"
                + " CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TABLE')"
                + " EXECUTE PROCEDURE public.refuse()");

        var result = upgrade("--output", "json");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.json().getAsJsonObject("replay").get("ddl").getAsInt())
                .isEqualTo(2);
        assertThat(Files.readString(page))
                .contains("The upgrade failed", "not &lt;b&gt;today&lt;/b&gt;", "<em>failed</em>", "many at once")
                .contains("chameleon-runner status --config upgraded")
                .doesNotContain("<b>today</b>");
    }

    @Test
    void a_rehearsal_says_that_it_was_one() throws IOException {
        assertThat(upgrade("--rehearse").exitCode()).isZero();

        assertThat(Files.readString(page))
                .contains("The upgrade would succeed", "Locks that others had to wait for", "AccessExclusiveLock");
    }

    @Test
    void a_page_that_cannot_be_written_is_refused_before_anything_is_changed() throws Exception {
        Path configuration = home.resolve(".pg_chameleon/configuration/upgraded.yml");
        String before = Files.readString(configuration);

        for (Path impossible : List.of(home, home.resolve("nowhere/upgrade.html"), configuration, Path.of("/"))) {
            var result = operator.run(
                    "upgrade", "--config", "upgraded", "--yes", "--report", impossible.toString(), "--output", "json");
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.failureCode()).startsWith("report.");
            assertThat(result.liveCatalogue()).isEqualTo("unknown");
        }
        assertThat(operator.run("report", "--from", configuration.toString()).err())
                .contains("isn't JSON, or not what an upgrade prints: ")
                .doesNotContain("Exception", "http");
        assertThat(operator.run(
                                "upgrade",
                                "--config",
                                "upgraded",
                                "--report",
                                home.resolve("nowhere/page.html").toString())
                        .err())
                .contains("the report can't be written: its directory doesn't exist.");
        assertThat(configuration).hasContent(before);
        assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                .containsExactly("1.7");
    }

    @Test
    void report_and_backup_are_two_files() {
        String file = home.resolve("one").toString();

        var result = upgrade("--report", file, "--backup", file);

        assertThat(result.exitCode()).isEqualTo(2);
    }

    private CommandResult upgrade(String... options) {
        var arguments = Stream.concat(
                Stream.of("upgrade", "--config", "upgraded", "--yes", "--report", page.toString()), Stream.of(options));
        return operator.run(arguments.toArray(String[]::new));
    }

    private List<String> filesBesidesThe(String page) throws IOException {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(page) && !name.startsWith(".pg_"))
                    .toList();
        }
    }
}
