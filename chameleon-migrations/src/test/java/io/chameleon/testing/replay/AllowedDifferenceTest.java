package io.chameleon.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowedDifferenceTest {
    private static final StatementError NOT_NULL = new StatementError("23502", "null value");
    private static final StatementError SYNTAX = new StatementError("22P02", "invalid input syntax");
    private static final StatementError TOO_LARGE = new StatementError("54000", "index row size exceeds");
    private static final StatementError NO_COLUMN = new StatementError("42703", "no such column");
    private static final StatementError MISSING = new StatementError("22023", "no row image");
    private static final List<String> KEY = List.of("id");

    private final AllowedDifference allowed = new AllowedDifference(AllowedDifferenceTest::haveSameKey);
    private final LogEvent insert = event(1, "t", "insert", "{\"id\":1,\"v\":null}", "{}");
    private final LogEvent update = event(3, "t", "update", "{\"id\":1,\"v\":2}", "{\"id\":1,\"v\":null}");
    private final LogEvent delete = event(4, "t", "delete", "{\"id\":1,\"v\":2}", "{}");

    @Test
    void an_insert_that_is_updated_becomes_an_insert_of_the_later_image() throws Exception {
        var other = event(2, "u", "delete", "{\"id\":1}", "{}");

        assertThat(allowed.leaveOut(insert, NOT_NULL, List.of(insert, other, update, delete), KEY))
                .isTrue();

        assertThat(allowed.effectOf(other)).contains(other);
        assertThat(allowed.effectOf(update)).contains(event(3, "t", "insert", "{\"id\":1,\"v\":2}", "{}"));
        assertThat(allowed.effectOf(delete)).contains(delete);
    }

    @Test
    void an_insert_that_is_deleted_becomes_nothing() throws Exception {
        assertThat(allowed.leaveOut(insert, NOT_NULL, List.of(insert, delete), KEY))
                .isTrue();

        assertThat(allowed.effectOf(delete)).isEmpty();
    }

    @Test
    void a_chain_of_refused_images_becomes_its_end() throws Exception {
        var slice = List.of(insert, update, delete);
        allowed.leaveOut(insert, NOT_NULL, slice, KEY);

        assertThat(allowed.leaveOut(allowed.effectOf(update).orElseThrow(), SYNTAX, slice, KEY))
                .isTrue();

        assertThat(allowed.effectOf(delete)).isEmpty();
    }

    @Test
    void an_update_is_left_to_what_follows() throws Exception {
        assertThat(allowed.leaveOut(update, SYNTAX, List.of(insert, update, delete), KEY))
                .isTrue();

        assertThat(allowed.effectOf(delete)).contains(delete);
    }

    @Test
    void a_slice_begins_anew() throws Exception {
        allowed.leaveOut(insert, NOT_NULL, List.of(insert, delete), KEY);

        allowed.beginSlice();

        assertThat(allowed.effectOf(delete)).contains(delete);
    }

    @Test
    void an_image_that_stays_is_not_left_out() throws Exception {
        assertThatNoneIsLeftOut(insert, List.of(insert));
        assertThatNoneIsLeftOut(insert, List.of(insert, event(2, "t", "delete", "{\"id\":2}", "{}")));
        assertThatNoneIsLeftOut(insert, List.of(insert, event(2, "u", "delete", "{\"id\":1}", "{}")));
    }

    @Test
    void what_is_no_life_of_a_row_is_not_left_out() throws Exception {
        var again = event(2, "t", "insert", "{\"id\":1,\"v\":1}", "{}");
        var others = event(2, "t", "update", "{\"id\":1}", "{\"id\":1}");
        var moved = event(2, "t", "update", "{\"id\":7,\"v\":1}", "{\"id\":1}");

        assertThatNoneIsLeftOut(insert, List.of(insert, again, delete));
        assertThatNoneIsLeftOut(insert, List.of(insert, others, delete));
        assertThatNoneIsLeftOut(insert, List.of(insert, moved, delete));
        assertThatNoneIsLeftOut(moved, List.of(moved, event(5, "t", "delete", "{\"id\":7}", "{}")));
    }

    @Test
    void nothing_is_left_out_across_ddl() throws Exception {
        assertThatNoneIsLeftOut(insert, List.of(insert, event(2, "u", "ddl", "{}", "{}"), delete));
    }

    @Test
    void only_what_is_wrong_with_an_image_is_left_out() throws Exception {
        var slice = List.of(insert, delete);

        assertThat(allowed.leaveOut(insert, MISSING, slice, KEY)).isFalse();
        assertThat(allowed.leaveOut(insert, NO_COLUMN, slice, KEY)).isFalse();
        assertThat(allowed.leaveOut(insert, SYNTAX, slice, KEY)).isTrue();
        assertThat(allowed.leaveOut(insert, TOO_LARGE, slice, KEY)).isTrue();
    }

    private void assertThatNoneIsLeftOut(LogEvent failed, List<LogEvent> slice) throws SQLException {
        assertThat(allowed.leaveOut(failed, NOT_NULL, slice, KEY)).isFalse();
        assertThat(slice)
                .allSatisfy(event -> assertThat(allowed.effectOf(event)).contains(event));
    }

    private static boolean haveSameKey(LogEvent one, LogEvent other, List<String> key) {
        return key.stream().allMatch(column -> key(one, column).equals(key(other, column)));
    }

    private static String key(LogEvent event, String column) {
        var image = event.kind().equals("update") ? event.before() : event.after();
        return String.valueOf(image.columns().get(column));
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
