package io.chameleon.testing.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the replay of a 1.7 catalogue ended.
 *
 * @param failedEvent the event that stopped it
 * @param givenUpTables the tables that were given up, in their order
 */
public record PendingOutcome(Optional<Long> failedEvent, List<GivenUpTable> givenUpTables) {
    public PendingOutcome {
        givenUpTables = List.copyOf(givenUpTables);
    }

    /** All events that failed, in the order in which they did. */
    List<Long> failedEvents() {
        return Stream.concat(givenUpTables.stream().map(GivenUpTable::failedEvent), failedEvent.stream())
                .toList();
    }

    /** A table that was given up because of an event. */
    public record GivenUpTable(String source, String schema, String table, long failedEvent) {
        boolean isSameTableAs(GivenUpTable other) {
            return source.equals(other.source) && schema.equals(other.schema) && table.equals(other.table);
        }
    }
}
