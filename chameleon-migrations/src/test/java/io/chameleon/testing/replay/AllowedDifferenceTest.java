package io.chameleon.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowedDifferenceTest {
    private static final StatementError NOT_NULL = new StatementError("23502", "null value");
    private static final StatementError SYNTAX = new StatementError("22P02", "invalid input syntax");
    private static final StatementError MISSING = new StatementError("22023", "no row image");
    private static final List<String> KEY = List.of("id");

    private final AllowedDifference allowed = new AllowedDifference();
    private final LogEvent insert = event(1, "t", "insert", "{\"id\":1,\"v\":null}", "{}");
    private final LogEvent delete = event(3, "t", "delete", "{\"id\":1,\"v\":null}", "{}");

    @Test
    void allows_an_image_that_a_later_event_of_the_key_replaces() {
        allowed.consider(insert, NOT_NULL, List.of(insert, event(2, "u", "delete", "{\"id\":1}", "{}"), delete), KEY);

        assertThat(allowed.hasHiddenImages()).isTrue();
        assertThat(allowed.remaining(List.of(
                        "app.t: (1,)",
                        "app.u: (1,)",
                        "table | 1 | app | t | f",
                        "table | 1 | app | u | t",
                        "batch | 1 | t")))
                .containsExactly("app.u: (1,)", "table | 1 | app | u | t");
    }

    @Test
    void allows_no_image_that_stays() {
        allowed.consider(insert, NOT_NULL, List.of(insert), KEY);
        allowed.consider(insert, NOT_NULL, List.of(insert, event(2, "t", "delete", "{\"id\":2}", "{}")), KEY);
        allowed.consider(insert, NOT_NULL, List.of(insert, event(2, "u", "delete", "{\"id\":1}", "{}")), KEY);

        assertThat(allowed.hasHiddenImages()).isFalse();
    }

    @Test
    void allows_nothing_across_ddl() {
        allowed.consider(insert, NOT_NULL, List.of(insert, event(2, "u", "ddl", "{}", "{}"), delete), KEY);

        assertThat(allowed.hasHiddenImages()).isFalse();
    }

    @Test
    void allows_a_value_that_its_type_refuses_but_no_event_without_an_image() {
        allowed.consider(insert, MISSING, List.of(insert, delete), KEY);
        assertThat(allowed.hasHiddenImages()).isFalse();
        assertThat(allowed.remaining(List.of("batch | 1 | t"))).containsExactly("batch | 1 | t");

        allowed.consider(insert, SYNTAX, List.of(insert, delete), KEY);
        assertThat(allowed.hasHiddenImages()).isTrue();
    }

    private static LogEvent event(long id, String table, String kind, String after, String before) {
        return new LogEvent(
                id,
                1,
                1,
                "app",
                table,
                kind,
                Image.parse(after),
                Image.parse(before),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
