package io.chameleon.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.testing.replay.Fuzz;
import io.chameleon.testing.replay.KeptLogs;
import io.chameleon.testing.replay.PendingComparison;
import io.chameleon.testing.replay.PendingOutcome;
import io.chameleon.testing.replay.PendingOutcome.GivenUpTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Replays random 1.7 logs and compares everything that is left with what a plain interpreter leaves. */
class PendingReplayDifferentialIT {
    private static final double SHARE_OF_LOGS = 0.4;

    @Test
    void does_what_a_plain_interpreter_does() throws Exception {
        try (var comparison = new PendingComparison(PendingReplayDifferentialIT::replay)) {
            Fuzz.run(comparison, SHARE_OF_LOGS);
        }
    }

    @Test
    void does_so_with_the_kept_logs() throws Exception {
        try (var comparison = new PendingComparison(PendingReplayDifferentialIT::replay)) {
            for (var log : KeptLogs.all().entrySet()) {
                assertThat(comparison.differences(log.getValue()))
                        .as(log.getKey())
                        .isEmpty();
            }
        }
    }

    private static PendingOutcome replay(Connection connection, int sliceSize, boolean exitOnError)
            throws SQLException {
        var onError = exitOnError ? OnReplayError.STOP : OnReplayError.DISABLE;
        var options = ReplayOptions.of(onError).withSliceSize(sliceSize);
        var listener = new DisabledTables();
        try {
            new PendingReplay(connection, "sch_chameleon", options.withListener(listener)).run();
            return new PendingOutcome(Optional.empty(), listener.tables());
        } catch (ChameleonException e) {
            var event = e.failure().problem().split(" ")[1];
            return new PendingOutcome(Optional.of(Long.valueOf(event)), listener.tables());
        }
    }

    /** Keeps the tables that were given up before the replay may have stopped. */
    private static final class DisabledTables implements ReplayListener {
        private final List<GivenUpTable> tables = new ArrayList<>();

        @Override
        public void tableDisabled(SourceTable table, FailedEvent error) {
            tables.add(new GivenUpTable(table.source(), table.schema(), table.table(), error.event()));
        }

        List<GivenUpTable> tables() {
            return tables;
        }
    }
}
