package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueSituationTest {
    private static final Optional<String> ABSENT = Optional.empty();
    private static final Optional<String> LEGACY = Optional.of("1.7");
    private static final Optional<String> LATEST = Optional.of("2.0.10");

    @Test
    void an_empty_database_has_no_catalogue() {
        var situation = CatalogueSituation.of("none", ABSENT, ABSENT, ABSENT, false);

        assertThat(situation.meaning()).isEqualTo("There is no replica catalogue in this database.");
        assertThat(situation.advice()).contains("install");
    }

    @Test
    void an_upgrade_that_another_tool_left_half_done_is_put_back_by_a_rename() {
        var situation = CatalogueSituation.of("none", LEGACY, ABSENT, ABSENT, false);

        assertThat(situation.meaning()).contains("No catalogue is live", "1.7", "killed half-way");
        assertThat(situation.advice()).contains("ALTER SCHEMA _sch_chameleon_version1 RENAME TO sch_chameleon;");
    }

    @Test
    void a_staged_catalogue_without_a_live_one_is_somebody_elses_doing() {
        var situation = CatalogueSituation.of("none", ABSENT, LATEST, ABSENT, false);

        assertThat(situation.meaning()).contains("No catalogue is live", "2.0.10", "_sch_chameleon_version2");
    }

    @Test
    void a_lone_legacy_catalogue_can_be_upgraded() {
        var situation = CatalogueSituation.of("1.7", ABSENT, ABSENT, ABSENT, false);

        assertThat(situation.meaning()).isEqualTo("The catalogue 1.7 of pg_chameleon 1.8 is live.");
        assertThat(situation.advice()).isEqualTo("Run check; when it passes, run upgrade.");
    }

    @Test
    void a_staged_catalogue_beside_a_legacy_one_is_an_attempt_that_failed() {
        var situation = CatalogueSituation.of("1.7", ABSENT, LATEST, ABSENT, false);

        assertThat(situation.meaning()).contains("failed, was killed or was rolled back", "2.0.10");
        assertThat(situation.advice()).contains("--on-leftover=drop").doesNotContain("Run check");
    }

    @Test
    void an_attempt_that_has_built_nothing_yet_has_no_version() {
        var begun = Optional.of(CatalogueSituation.UNREADABLE);

        assertThat(CatalogueSituation.of("1.7", ABSENT, begun, ABSENT, false).meaning())
                .contains("what it had begun is kept in _sch_chameleon_version2")
                .doesNotContain("unreadable");
    }

    @Test
    void an_attempt_under_way_is_not_taken_for_one_that_failed() {
        var situation = CatalogueSituation.of("1.7", ABSENT, LATEST, ABSENT, true);

        assertThat(situation.meaning()).contains("another run is at work").doesNotContain("failed");
    }

    @Test
    void a_retired_catalogue_beside_a_legacy_one_warns_of_the_original_upgrade() {
        var situation = CatalogueSituation.of("1.7", LEGACY, LATEST, ABSENT, false);

        assertThat(situation.meaning()).contains("taken back by hand", "rolled back");
        assertThat(situation.advice()).contains("Don't use pg_chameleon's own upgrade command");
    }

    @Test
    void a_retired_catalogue_beside_a_current_one_allows_a_rollback() {
        var situation = CatalogueSituation.of("2.0.10", LEGACY, ABSENT, ABSENT, false);

        assertThat(situation.meaning()).contains("2.0.10 is live, upgraded from the 1.7 catalogue");
        assertThat(situation.advice()).contains("rollback is possible").doesNotContain("_sch_chameleon_version2");
    }

    @Test
    void a_leftover_stands_in_the_way_of_a_rollback() {
        var situation = CatalogueSituation.of("2.0.10", LEGACY, LATEST, ABSENT, false);

        assertThat(situation.meaning()).contains("left over in _sch_chameleon_version2");
        assertThat(situation.advice()).contains("rollback is refused while it exists");
    }

    @Test
    void a_current_catalogue_without_sources_beside_a_retired_one_is_half_an_upgrade() {
        var situation = CatalogueSituation.of("2.0.10", LEGACY, ABSENT, Optional.of("no sources"), false);

        assertThat(situation.meaning()).contains("has no sources", "killed half-way");
        assertThat(situation.advice()).contains("Run rollback");
    }

    @Test
    void a_retired_catalogue_that_is_not_a_legacy_one_is_no_way_back() {
        var situation = CatalogueSituation.of("2.0.10", Optional.of("unreadable"), ABSENT, ABSENT, false);

        assertThat(situation.meaning()).contains("version unreadable", "no 1.7 catalogue to go back to");
    }

    @Test
    void an_older_current_catalogue_can_be_upgraded_and_the_latest_cannot() {
        assertThat(CatalogueSituation.of("2.0.9", ABSENT, ABSENT, ABSENT, false).advice())
                .isEqualTo("It can be upgraded to 2.0.10.");
        assertThat(CatalogueSituation.of("2.0.10", ABSENT, ABSENT, ABSENT, false)
                        .advice())
                .isEqualTo("It has the latest version.");
    }

    @Test
    void a_version_that_cannot_be_read_or_is_not_known_is_said_to_be_so() {
        assertThat(CatalogueSituation.of("unreadable", LEGACY, ABSENT, ABSENT, false)
                        .meaning())
                .contains("tells no version", "1.7 stands in _sch_chameleon_version1");
        assertThat(CatalogueSituation.of("2.1.0", ABSENT, ABSENT, ABSENT, false).meaning())
                .contains("2.1.0, which isn't known");
    }
}
