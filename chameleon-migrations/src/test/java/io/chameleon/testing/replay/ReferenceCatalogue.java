package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the catalogue must say during and after a replay, kept in memory by the rules alone. */
final class ReferenceCatalogue {
    private final RandomLog log;
    private final TreeMap<Long, LogEvent> waiting = new TreeMap<>();
    private final Map<Long, List<Long>> queues = new TreeMap<>();
    private final Map<Long, Books> books = new TreeMap<>();
    private final Map<Long, Long> times = new HashMap<>();
    private final Set<Registration> disabled = new HashSet<>();
    private final List<String> errors = new ArrayList<>();
    private boolean hadError;

    ReferenceCatalogue(RandomLog log) {
        this.log = log;
        log.events().forEach(event -> waiting.put(event.id(), event));
        log.batches().forEach(batch -> {
            books.put(batch.id(), new Books());
            batch.queue().ifPresent(queue -> queues.put(batch.id(), queue));
        });
    }

    /** The state to go back to when a slice is undone. */
    ReferenceCatalogue copy() {
        var copy = new ReferenceCatalogue(log);
        copy.waiting.clear();
        copy.waiting.putAll(waiting);
        copy.queues.clear();
        copy.queues.putAll(queues);
        books.forEach((batch, counters) -> copy.books.put(batch, counters.copy()));
        copy.times.putAll(times);
        copy.disabled.addAll(disabled);
        copy.errors.addAll(errors);
        copy.hadError = hadError;
        return copy;
    }

    /** The processed batches of a source that aren't replayed, in the order in which they were read. */
    List<Long> pending(long source, boolean queueNeeded) {
        return log.batches().stream()
                .filter(batch -> batch.source() == source && batch.processed() && !books.get(batch.id()).isReplayed)
                .map(Batch::id)
                .filter(batch -> queues.containsKey(batch) || !queueNeeded && hasEvents(batch))
                .sorted()
                .toList();
    }

    /** The listed events of a batch that are still in its log, in ascending order. */
    List<LogEvent> waiting(long batch) {
        var listed = new HashSet<>(queues.getOrDefault(batch, List.of()));
        return waiting.values().stream()
                .filter(event -> event.batch() == batch && listed.contains(event.id()))
                .toList();
    }

    boolean isWaiting(LogEvent event) {
        return waiting.containsKey(event.id());
    }

    /** The registration by which an event is replayed. */
    Optional<Registration> registration(long source, LogEvent event) {
        return log.registration(source, event).filter(one -> !disabled.contains(one));
    }

    void storeMissingQueue(long batch) {
        queues.computeIfAbsent(batch, id -> waiting.values().stream()
                .filter(event -> event.batch() == id)
                .map(LogEvent::id)
                .toList());
    }

    void countApplied(LogEvent event) {
        books.get(event.batch()).countApplied(event.isDdl());
        waiting.remove(event.id());
    }

    void countSkipped(LogEvent event) {
        books.get(event.batch()).countSkipped();
        waiting.remove(event.id());
    }

    void remove(LogEvent event) {
        waiting.remove(event.id());
    }

    void beginSlice(long batch) {
        books.get(batch).begin();
    }

    void noteTime(long source, Optional<LogEvent> last) {
        last.flatMap(LogEvent::time).ifPresent(time -> times.put(source, time));
    }

    /** Before its first event is replayed, a queue is put in order, and the log rows that it doesn't list go. */
    void putInOrder(long batch) {
        var listed = queues.get(batch).stream().distinct().sorted().toList();
        queues.put(batch, listed);
        waiting.values().removeIf(event -> event.batch() == batch && !listed.contains(event.id()));
    }

    void shortenQueue(long batch) {
        queues.put(batch, waiting(batch).stream().map(LogEvent::id).toList());
    }

    void finish(long batch) {
        books.get(batch).finish();
        queues.remove(batch);
        waiting.values().removeIf(event -> event.batch() == batch);
    }

    /** A row of the error log, in a form in which what happened and what is expected are compared. */
    static String errorLine(
            long source, LogEvent event, String predicate, Optional<String> statement, StatementError error) {
        return line(
                "error",
                event.batch(),
                source,
                event.schema(),
                event.table(),
                predicate,
                event.position().map(position -> "bin.000001").orElse("N/A"),
                event.position().orElse(0L),
                "t",
                statement.map(Quoting::literal).orElse("null"),
                error.sqlState() + " - " + error.message());
    }

    void logError(String line) {
        hadError = true;
        errors.add(line);
    }

    int errorCount() {
        return errors.size();
    }

    void disable(Registration table) {
        hadError = true;
        disabled.add(table);
    }

    /** Drops what a batch still holds of a table. */
    void dropEvents(LogEvent failed) {
        for (LogEvent event : waiting(failed.batch())) {
            if (event.isSameTableAs(failed)) {
                countSkipped(event);
            }
        }
    }

    /** Whether something has failed, so that sequences may have been used in vain. */
    boolean hadError() {
        return hadError;
    }

    void noteError() {
        hadError = true;
    }

    /** The catalogue's rows as {@link ReplicaState} reads them. */
    List<String> lines(CatalogueLayout layout) {
        var lines = new ArrayList<String>();
        log.batches().forEach(batch -> lines.add(books.get(batch.id()).line(batch)));
        queues.forEach((batch, queue) -> lines.add(
                line("queue", batch, queue.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))));
        waiting.values().forEach(event -> lines.add(line("log", event.batch(), event.id())));
        RandomLog.SOURCES.forEach(
                source -> lines.add(line("time", source, times.containsKey(source) ? times.get(source) : "null")));
        if (layout == CatalogueLayout.V2_0) {
            lines.addAll(errors);
            log.registrations()
                    .forEach(table -> lines.add(line(
                            "table",
                            table.source(),
                            table.schema(),
                            table.table(),
                            table.enabled() && !disabled.contains(table) ? "t" : "f")));
        }
        Collections.sort(lines);
        return lines;
    }

    private boolean hasEvents(long batch) {
        return waiting.values().stream().anyMatch(event -> event.batch() == batch);
    }

    private static String line(Object... columns) {
        return List.of(columns).stream().map(String::valueOf).collect(Collectors.joining(" | "));
    }

    /** The counters of a batch; null where nothing was ever counted. */
    private static final class Books {
        private Long replayed;
        private Long ddl;
        private Long skipped;
        private boolean isReplayed;
        private boolean isTimed;

        void begin() {
            skipped = orZero(skipped);
        }

        void countApplied(boolean isDdl) {
            skipped = orZero(skipped);
            replayed = orZero(replayed) + (isDdl ? 0 : 1);
            ddl = orZero(ddl) + (isDdl ? 1 : 0);
            isTimed = true;
        }

        void countSkipped() {
            skipped = orZero(skipped) + 1;
            isTimed = true;
        }

        void finish() {
            isReplayed = true;
            isTimed = true;
        }

        Books copy() {
            var copy = new Books();
            copy.replayed = replayed;
            copy.ddl = ddl;
            copy.skipped = skipped;
            copy.isReplayed = isReplayed;
            copy.isTimed = isTimed;
            return copy;
        }

        String line(Batch batch) {
            return ReferenceCatalogue.line(
                    "batch",
                    batch.id(),
                    batch.processed() ? "t" : "f",
                    isReplayed ? "t" : "f",
                    String.valueOf(replayed),
                    String.valueOf(skipped),
                    String.valueOf(ddl),
                    isTimed ? "t" : "f");
        }

        private static long orZero(Long count) {
            return count == null ? 0 : count;
        }
    }
}
