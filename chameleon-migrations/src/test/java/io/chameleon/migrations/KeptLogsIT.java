package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.replay.FunctionComparison;
import io.chameleon.testing.replay.KeptLogs;
import io.chameleon.testing.replay.RandomLog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the kept logs through the replay function and through a plain interpreter. */
class KeptLogsIT {
    private static FunctionComparison comparison;

    @BeforeAll
    static void create_two_databases() throws SQLException {
        comparison = new FunctionComparison();
    }

    @AfterAll
    static void drop_them() throws SQLException {
        comparison.close();
    }

    static Stream<Map.Entry<String, RandomLog>> logs() throws IOException {
        return KeptLogs.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void does_what_a_plain_interpreter_does(Map.Entry<String, RandomLog> log) throws Exception {
        assertThat(comparison.differences(log.getValue())).as(log.getKey()).isEmpty();
    }
}
