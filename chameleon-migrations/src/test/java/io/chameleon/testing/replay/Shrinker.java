package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Takes away from a log whatever isn't needed for the difference. */
final class Shrinker {
    private final Comparison comparison;
    private final Instant end;
    private RandomLog log;

    private Shrinker(Comparison comparison, RandomLog log, Duration limit) {
        this.comparison = comparison;
        this.log = log;
        this.end = Instant.now().plus(limit);
    }

    /** The smallest log found within the time that still makes a difference. */
    static RandomLog shrink(Comparison comparison, RandomLog log, Duration limit) {
        var shrinker = new Shrinker(comparison, log, limit);
        shrinker.shrink();
        return shrinker.log;
    }

    private void shrink() {
        int before;
        do {
            before = size();
            shrinkList(RandomLog::batches, Shrinker::withBatches);
            shrinkList(RandomLog::events, RandomLog::withEvents);
            shrinkList(RandomLog::registrations, RandomLog::withRegistrations);
            shrinkList(RandomLog::setup, RandomLog::withSetup);
            shrinkColumns();
            shrinkElements();
            shrinkQueues();
        } while (size() < before && !isLate());
    }

    private int size() {
        return LogText.write(log).length();
    }

    private boolean isLate() {
        return Instant.now().isAfter(end);
    }

    /** Without a batch go its events. */
    private static RandomLog withBatches(RandomLog log, List<Batch> batches) {
        var ids = batches.stream().map(Batch::id).toList();
        return log.withBatches(batches)
                .withEvents(log.events().stream()
                        .filter(event -> ids.contains(event.batch()))
                        .toList());
    }

    /** Leaves out longer runs first, then shorter ones, each as long as the difference stays. */
    private <T> void shrinkList(Function<RandomLog, List<T>> list, BiFunction<RandomLog, List<T>, RandomLog> with) {
        for (int run = Math.max(1, list.apply(log).size() / 2); run > 0; run /= 2) {
            int position = 0;
            while (position < list.apply(log).size() && !isLate()) {
                var rest = new ArrayList<>(list.apply(log));
                rest.subList(position, Math.min(position + run, rest.size())).clear();
                if (!attempt(with.apply(log, rest))) {
                    position += run;
                }
            }
        }
    }

    private void shrinkColumns() {
        var names = log.events().stream()
                .flatMap(event -> event.after().columns().keySet().stream())
                .distinct()
                .toList();
        for (String name : names) {
            var events = log.events().stream().map(event -> event.without(name)).toList();
            var setup = log.setup().stream()
                    .map(definition -> withoutColumn(definition, name))
                    .toList();
            if (!isLate() && !attempt(log.withEvents(events).withSetup(setup))) {
                attempt(log.withEvents(events));
            }
        }
    }

    private static Definition withoutColumn(Definition definition, String name) {
        return definition.elements().stream()
                .filter(element -> element.startsWith(Quoting.quoted(name) + " "))
                .findFirst()
                .map(definition::without)
                .orElse(definition);
    }

    private void shrinkElements() {
        for (Definition definition : log.setup()) {
            var smaller = definition;
            for (String element : definition.elements()) {
                var setup = new ArrayList<>(log.setup());
                setup.replaceAll(one -> one);
                int place = setup.indexOf(smaller);
                if (place >= 0 && smaller.elements().size() > 1 && !isLate()) {
                    setup.set(place, smaller.without(element));
                    smaller = attempt(log.withSetup(setup)) ? smaller.without(element) : smaller;
                }
            }
        }
    }

    /** A plain queue, and one slice. */
    private void shrinkQueues() {
        var batches = log.batches().stream()
                .map(batch -> new Batch(
                        batch.id(),
                        batch.source(),
                        batch.processed(),
                        batch.queue().map(queue -> idsOf(batch))))
                .toList();
        attempt(log.withBatches(batches));
        if (log.maxEvents() != 1_000) {
            attempt(log.withMaxEvents(1_000));
        }
    }

    private List<Long> idsOf(Batch batch) {
        return log.events().stream()
                .filter(event -> event.batch() == batch.id())
                .map(LogEvent::id)
                .toList();
    }

    /** Goes on with a smaller log if it makes a difference as well. */
    private boolean attempt(RandomLog smaller) {
        if (smaller.equals(log)) {
            return false;
        }
        if (differs(smaller).isEmpty()) {
            return false;
        }
        log = smaller;
        return true;
    }

    private Optional<List<String>> differs(RandomLog smaller) {
        try {
            return Optional.of(comparison.differences(smaller)).filter(differences -> !differences.isEmpty());
        } catch (SQLException | IllegalStateException e) {
            return Optional.empty(); // What is left of it can't be loaded.
        }
    }
}
