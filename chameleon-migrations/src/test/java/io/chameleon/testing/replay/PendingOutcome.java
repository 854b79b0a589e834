package io.chameleon.testing.replay;

import java.util.List;
import java.util.Optional;

/**
 * How the replay of a 1.7 catalogue ended.
 *
 * @param failedEvent the event that stopped it
 * @param disabledTables source, schema and name of the tables that were given up, in their order
 */
public record PendingOutcome(Optional<Long> failedEvent, List<List<String>> disabledTables) {
    public PendingOutcome {
        disabledTables = List.copyOf(disabledTables);
    }
}
