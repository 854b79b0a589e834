package io.chameleon.testing;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Plays the part of pg_chameleon 2.0.21 after an upgrade: reads a recorded stream into the 2.0 catalogue, batch by
 * batch, and replays it with the catalogue's own function. Whatever the sizes of batches and slices are, the
 * destination must look the same in the end.
 */
public final class ReplicaReader {
    private final Connection connection;
    private final ReaderCatalogue catalogue;
    private final int batchSize;
    private final int sliceSize;

    /**
     * What the reader did.
     *
     * @param stored events written to the log
     * @param dropped events left out: their table already has them, or is disabled
     * @param batches batches closed
     * @param tableErrors messages of the replay about tables that failed
     * @param consistent whether the source has reached its high watermark
     */
    public record Outcome(int stored, int dropped, int batches, List<String> tableErrors, boolean consistent) {
        public Outcome {
            tableErrors = List.copyOf(tableErrors);
        }
    }

    /**
     * Prepares to read for a source of the 2.0 catalogue.
     *
     * @param connection an autocommit connection; stays open
     * @param source the source's name
     * @param batchSize events after which a batch is closed
     * @param sliceSize events that one call of the replay function takes
     */
    public ReplicaReader(Connection connection, String source, int batchSize, int sliceSize) throws SQLException {
        this.connection = connection;
        this.catalogue = new ReaderCatalogue(connection, source);
        this.batchSize = batchSize;
        this.sliceSize = sliceSize;
    }

    /**
     * Reads everything recorded behind the source's open batch and replays it.
     *
     * @throws IllegalStateException if the open batch starts before the recording: events would be missing
     */
    public Outcome play(Scenario scenario) throws SQLException {
        var start = catalogue.takeOpenBatch().start();
        if (scenario.streamStart().isAfter(start)) {
            throw new IllegalStateException("the source starts at %s, but the recording of %s only at %s"
                    .formatted(start, scenario, scenario.streamStart()));
        }
        return play(scenario.stream());
    }

    /**
     * Reads the events behind the source's open batch and replays them.
     *
     * @param csv events in the form of {@link Scenario#stream()}; closed by this method
     */
    public Outcome play(InputStream csv) throws SQLException {
        return play(RecordedStream.load(connection, csv));
    }

    private Outcome play(List<RecordedStream.Event> events) throws SQLException {
        int stored = 0;
        int dropped = 0;
        int batches = 0;
        var unread = new ArrayDeque<>(events);
        for (var batch = takeBatch(unread); !unread.isEmpty(); batch = takeBatch(unread)) {
            var content = read(batch, unread);
            stored += content.stored().size();
            dropped += content.dropped();
            batches++;
        }
        return new Outcome(stored, dropped, batches, catalogue.replay(sliceSize), catalogue.isConsistent());
    }

    private ReaderCatalogue.OpenBatch takeBatch(Deque<RecordedStream.Event> unread) throws SQLException {
        var batch = catalogue.takeOpenBatch();
        while (!unread.isEmpty() && !unread.peek().end().isAfter(batch.start())) {
            unread.poll();
        }
        return batch;
    }

    /** Fills a batch and closes it. A change of file closes it even if nothing was read. */
    private BatchContent read(ReaderCatalogue.OpenBatch batch, Deque<RecordedStream.Event> unread) throws SQLException {
        var content = new BatchContent(catalogue, batch.start(), batchSize);
        while (!unread.isEmpty() && content.admits(unread.peek())) {
            content.add(unread.poll());
        }
        catalogue.write(batch, content.stored());
        catalogue.close(batch, content.nextStart(unread.peek()));
        catalogue.checkConsistent();
        return content;
    }
}
