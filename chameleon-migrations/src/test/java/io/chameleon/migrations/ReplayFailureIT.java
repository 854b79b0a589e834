package io.chameleon.migrations;

import static io.chameleon.migrations.ReplayFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.replay.ReplayStatus;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors that could be taken for what they aren't: a table's, a passing trouble, one of the replay itself. */
class ReplayFailureIT {
    private static final ReplayStatus DONE = new ReplayStatus(false, false, List.of());

    private static ReplayFixture log;

    @BeforeAll
    static void create_a_catalogue() throws Exception {
        log = ReplayFixture.create();
    }

    @AfterAll
    static void drop_it() throws Exception {
        log.close();
    }

    @BeforeEach
    void start_over() throws Exception {
        log.reset();
    }

    @Test
    void a_published_table_without_a_replica_identity_is_disabled_and_the_others_go_on() throws Exception {
        log.execute("""
                ALTER TABLE app.t DROP CONSTRAINT t_pkey;
                CREATE PUBLICATION changes FOR TABLE app.t""");
        log.batch(1, 1, 2, 3)
                .insert(1, 1, "t", 1, "a")
                .event(1, 2, "t", "update", row(1, "b"), row(1, "a"))
                .insert(1, 3, "u", 1, "a");

        assertThat(log.replay(10, false).messages())
                .singleElement()
                .asString()
                .startsWith(
                        "app.t SQLSTATE: 55000 - ERROR MESSAGE: cannot update table \"t\" because it does not have");

        assertThat(log.rows("app.t")).containsExactly("(1,a)");
        assertThat(log.keys("app.u")).containsExactly("1");
        assertThat(log.counters(1)).isEqualTo("t|2|0|0");
    }

    @Test
    void a_default_that_can_not_be_computed_disables_its_table() throws Exception {
        log.execute("CREATE SEQUENCE app.numbers; ALTER TABLE app.t ADD n bigint DEFAULT currval('app.numbers')");
        log.batch(1, 1, 2).insert(1, 1, "t", 1, "a").insert(1, 2, "u", 1, "a");

        assertThat(log.replay(10, false).messages())
                .containsExactly("app.t SQLSTATE: 55000 - ERROR MESSAGE: currval of sequence \"numbers\" is not yet"
                        + " defined in this session");

        assertThat(log.keys("app.u")).containsExactly("1");
    }
}
