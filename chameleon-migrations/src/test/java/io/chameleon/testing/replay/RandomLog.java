package io.chameleon.testing.replay;

import java.util.List;
import java.util.Optional;

/**
 * The input of a replay: the destination, what the catalogue knows of it, and batches of events.
 *
 * @param maxEvents the most events of a call or slice
 * @param exitOnError whether the replay ends at the first event that fails
 */
public record RandomLog(
        List<Definition> setup,
        List<Registration> registrations,
        List<Batch> batches,
        List<LogEvent> events,
        int maxEvents,
        boolean exitOnError) {
    /** The sources' ids. */
    public static final List<Long> SOURCES = List.of(1L, 2L);

    /** The destination schemas, one for each source. */
    static final List<String> SCHEMAS = List.of("app", "App X");

    public RandomLog {
        setup = List.copyOf(setup);
        registrations = List.copyOf(registrations);
        batches = List.copyOf(batches);
        events = List.copyOf(events);
    }

    Optional<Registration> registration(long source, LogEvent event) {
        return registrations.stream().filter(one -> one.isOf(source, event)).findFirst();
    }

    RandomLog withSetup(List<Definition> other) {
        return new RandomLog(other, registrations, batches, events, maxEvents, exitOnError);
    }

    RandomLog withRegistrations(List<Registration> others) {
        return new RandomLog(setup, others, batches, events, maxEvents, exitOnError);
    }

    RandomLog withBatches(List<Batch> others) {
        return new RandomLog(setup, registrations, others, events, maxEvents, exitOnError);
    }

    RandomLog withEvents(List<LogEvent> others) {
        return new RandomLog(setup, registrations, batches, others, maxEvents, exitOnError);
    }

    RandomLog withMaxEvents(int other) {
        return new RandomLog(setup, registrations, batches, events, other, exitOnError);
    }
}
