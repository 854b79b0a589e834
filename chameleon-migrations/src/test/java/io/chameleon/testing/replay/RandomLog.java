package io.chameleon.testing.replay;

import java.util.List;
import java.util.Optional;

/** Destination tables, what the catalogue knows of them, and batches of events: the input of a replay. */
public record RandomLog(
        List<TableShape> tables, List<Registration> registrations, List<Batch> batches, List<LogEvent> events) {
    /** The sources' ids. */
    public static final List<Long> SOURCES = List.of(1L, 2L);

    public RandomLog {
        tables = List.copyOf(tables);
        registrations = List.copyOf(registrations);
        batches = List.copyOf(batches);
        events = List.copyOf(events);
    }

    LogEvent event(long id) {
        return events.stream().filter(event -> event.id() == id).findFirst().orElseThrow();
    }

    Optional<Registration> registration(long source, LogEvent event) {
        return registrations.stream().filter(one -> one.isOf(source, event)).findFirst();
    }
}
