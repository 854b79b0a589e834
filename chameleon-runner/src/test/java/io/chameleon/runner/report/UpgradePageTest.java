package io.chameleon.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradePageTest {
    @Test
    void nothing_in_a_name_becomes_markup() {
        String html = page(SavedResults.hostile());

        assertThat(html)
                .contains("&lt;script&gt;", "[U+202E]", "\u2400", "\u241b", "{{headline}}")
                .doesNotContain("<script", "<img", "\u202e", "\u0000", "\u001b")
                .containsOnlyOnce("</title></head>".substring(0, 8) + "\n<style>")
                .containsOnlyOnce("</style>");
    }

    @Test
    void all_that_an_operator_asks_is_in_the_page() {
        String html = page(SavedResults.recorded());

        assertThat(html)
                .contains("The catalogue was upgraded to 2.0.10", "What to do next", "The steps")
                .contains("How the sources merge", "Where the stream goes on", "What was replayed first")
                .contains("What was checked", "33 hold, 1 warns", "Migrations", "With these versions")
                .contains("6\u202f007\u202f030", "db_replica on db.example.org, port 5432")
                .doesNotContain("What went wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing-to-do, 0, Nothing had to be done",
        "refused, 3, The upgrade was refused",
        "refused, 2, The upgrade wasn&#39;t tried",
        "failed, 4, The upgrade failed",
        "unknown, 5, The outcome is unknown",
        "locked, 6, The upgrade was locked out",
    })
    void every_outcome_has_its_headline(String outcome, int exitCode, String title) {
        JsonObject json = SavedResults.recordedJson();
        json.addProperty("outcome", outcome);
        json.addProperty("exitCode", exitCode);

        assertThat(page(json.toString())).contains("<h1>" + title + "</h1>");
    }

    @Test
    void a_page_can_be_made_of_what_ended_early() {
        assertThat(page("""
                {"schemaVersion": 1, "command": "upgrade", "outcome": "refused", "exitCode": 2,
                 "catalogue": {"before": "unknown", "after": "unknown", "live": "unknown"},
                 "checks": [], "steps": [],
                 "failure": {"code": "config.missing", "problem": "No configuration.", "remedy": "Name it."}}
                """))
                .contains("No configuration.", "config.missing")
                .doesNotContain("The steps", "What was checked", "How the sources merge", "What was replayed");
    }

    @Test
    void tables_that_are_many_are_folded() {
        JsonObject json = SavedResults.recordedJson();
        var tables = json.getAsJsonObject("plan")
                .getAsJsonArray("sources")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("tables");
        for (int i = 0; i < 500; i++) {
            JsonObject table = tables.get(0).getAsJsonObject().deepCopy();
            table.addProperty("name", "t" + i);
            tables.add(table);
        }

        assertThat(page(json.toString())).contains("<summary>496 more</summary>", "508 tables count from here on");
    }

    @Test
    void binlog_files_that_are_many_are_listed_and_not_drawn() {
        JsonObject json = SavedResults.recordedJson();
        var tables = json.getAsJsonObject("plan")
                .getAsJsonArray("sources")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("tables");
        for (int i = 0; i < 8; i++) {
            tables.get(i).getAsJsonObject().getAsJsonObject("coordinate").addProperty("file", "mysql-bin.1" + i);
        }

        assertThat(page(json.toString())).contains("mysql-bin.17").doesNotContain("class=\"axis\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{}",
                "{\"schemaVersion\": 2, \"command\": \"upgrade\"}",
                "{\"schemaVersion\": 1, \"command\": \"status\", \"outcome\": \"done\", \"catalogue\": {\"before\": \"1.7\","
                        + " \"after\": \"1.7\", \"live\": \"1.7\"}}",
                "{\"schemaVersion\": 1, \"command\": \"upgrade\", \"outcome\": \"done\", \"catalogue\": {}}",
                "{\"schemaVersion\": \"x\"}",
            })
    void what_is_no_result_is_refused(String json) {
        assertThatThrownBy(() -> SavedUpgrade.parse(json))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("null.");
    }

    @Test
    void a_position_that_is_none_is_refused() {
        JsonObject json = SavedResults.recordedJson();
        json.getAsJsonObject("plan")
                .getAsJsonArray("sources")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("batchStart")
                .addProperty("file", "nonsense");

        assertThatThrownBy(() -> SavedUpgrade.parse(json.toString()))
                .hasMessageContaining("not the name of a binlog file: nonsense");
    }

    @Test
    void a_page_is_known_by_its_beginning() {
        String html = page(SavedResults.failed());

        assertThat(UpgradePage.isOne(html.substring(0, UpgradePage.RECOGNISED_BYTES)))
                .isTrue();
        assertThat(UpgradePage.isOne("<!DOCTYPE html><html><head><title>mine</title>"))
                .isFalse();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ResultFile.read(Path.of("nowhere.json"))).hasMessageContaining("nowhere.json");
        assertThat(JsonParser.parseString(SavedResults.recorded()).isJsonObject())
                .isTrue();
    }

    private static String page(String json) {
        return UpgradePage.render(SavedUpgrade.parse(json));
    }
}
