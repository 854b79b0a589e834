package io.chameleon.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which events of the stream belong to a batch, and which of these are stored. */
final class BatchContent {
    private final ReaderCatalogue catalogue;
    private final int size;
    private final Map<String, StreamPosition> coordinates;
    private final Set<String> disabledTables;
    private final List<Long> stored = new ArrayList<>();
    private StreamPosition readTo;
    private boolean full;
    private int dropped;

    BatchContent(ReaderCatalogue catalogue, StreamPosition start, int size) throws SQLException {
        this.catalogue = catalogue;
        this.size = size;
        this.coordinates = catalogue.tableCoordinates();
        this.disabledTables = catalogue.disabledTables();
        this.readTo = start;
    }

    /** A batch stays within one file, and never ends inside a multi-row event. */
    boolean admits(RecordedStream.Event event) {
        return event.end().file().equals(readTo.file()) && (!full || event.end().equals(readTo));
    }

    void add(RecordedStream.Event event) throws SQLException {
        if (isWanted(event)) {
            stored.add(event.id());
        } else {
            dropped++;
        }
        readTo = event.end();
        full = stored.size() >= size || event.ddl();
    }

    /**
     * A table's event is dropped until its end reaches the table's coordinates. The original takes the file of a DDL
     * event from the row event before it, or from the start of the batch; as a batch stays within one file, that is the
     * event's own.
     */
    private boolean isWanted(RecordedStream.Event event) throws SQLException {
        if (disabledTables.contains(event.table())) {
            return false;
        }
        var complete = coordinates.get(event.table());
        if (complete == null) {
            return true;
        }
        if (complete.isAfter(event.end())) {
            return false;
        }
        catalogue.forgetCoordinates(event.table());
        coordinates.remove(event.table());
        return true;
    }

    List<Long> stored() {
        return stored;
    }

    int dropped() {
        return dropped;
    }

    /**
     * Where the next batch starts: a full batch ends where the reader is, the others at the change of file.
     *
     * @param next the event that comes next; null at the end of the stream
     */
    StreamPosition nextStart(RecordedStream.Event next) {
        var staysInFile = full || next == null || next.end().file().equals(readTo.file());
        return staysInFile ? readTo : next.end().startOfFile();
    }
}
