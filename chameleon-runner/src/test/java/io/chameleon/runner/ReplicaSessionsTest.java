package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.catalogue.DatabaseSession;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaSessionsTest {
    private static final List<String> SOURCES = List.of("source_1", "source_10", "orders");

    @Test
    void a_session_that_names_the_source_is_its_own() {
        assertThat(workFor("orders", "[PGCH] - replica, source: orders")).isTrue();
        assertThat(workFor("orders", "[pg_chameleon] - orders replay")).isTrue();
    }

    @Test
    void a_session_that_names_another_source_is_not() {
        assertThat(workFor("orders", "[PGCH] - replica, source: source_1")).isFalse();
    }

    @Test
    void a_name_within_a_longer_name_is_another_source() {
        assertThat(workFor("source_1", "[PGCH] - source_10")).isFalse();
        assertThat(workFor("source_10", "[PGCH] - source_10")).isTrue();
    }

    @Test
    void a_session_that_names_no_known_source_may_be_anybodys() {
        assertThat(workFor("orders", "[pg_chameleon]")).isTrue();
        assertThat(workFor("source_1", "[PGCH] - replica")).isTrue();
    }

    @Test
    void a_name_that_is_cut_off_may_be_anybodys() {
        assertThat(workFor("source_10", "[pg_chameleon] - a text that fills the name up to its last source_1"))
                .isTrue();
    }

    @Test
    void the_mark_of_pg_chameleon_is_not_the_name_of_a_source() {
        var sessions = new ReplicaSessions(List.of("PGCH", "orders"));

        assertThat(sessions.of("PGCH", List.of(session("[PGCH] - orders")))).isEmpty();
    }

    @Test
    void a_session_without_the_mark_is_nobodys() {
        assertThat(workFor("orders", "psql orders")).isFalse();
        assertThat(workFor("orders", "")).isFalse();
    }

    private static boolean workFor(String source, String application) {
        return !new ReplicaSessions(SOURCES)
                .of(source, List.of(session(application)))
                .isEmpty();
    }

    private static DatabaseSession session(String application) {
        return new DatabaseSession(4711, "usr_replica", application, "local");
    }
}
