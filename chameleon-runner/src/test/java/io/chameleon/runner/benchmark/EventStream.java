package io.chameleon.runner.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the events of a load into the table {@code events}; the same load, the same events. */
final class EventStream {
    private final Random random = new Random(42);
    private final Load load;
    private final List<LiveRows> tables = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private EventStream(Load load) {
        this.load = load;
        for (int i = 0; i < load.tables(); i++) {
            tables.add(new LiveRows(load.events()));
        }
    }

    static void write(Load load, Connection connection) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY events (id, table_name, kind, after_image, before_image) FROM STDIN");
        new EventStream(load).write(copy);
        copy.endCopy();
    }

    private void write(CopyIn copy) throws SQLException {
        for (int id = 1; id <= load.events(); id++) {
            int table = random.nextInt(load.tables());
            appendEvent(id, table);
            byte[] bytes = line.toString().getBytes(UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            line.setLength(0);
        }
    }

    private void appendEvent(int id, int table) {
        LiveRows rows = tables.get(table);
        int choice = rows.isEmpty() ? 0 : random.nextInt(10);
        line.append(id).append('\t').append(DestinationTable.name(table)).append('\t');
        if (choice < 6) {
            line.append("insert\t");
            DestinationTable.appendRow(line, rows.insert(), 0, load);
            line.append("\t{}\n");
            return;
        }
        int place = random.nextInt(rows.size());
        if (choice < 9) {
            line.append("update\t");
            DestinationTable.appendRow(line, rows.id(place), rows.version(place) + 1, load);
            line.append('\t');
            DestinationTable.appendRow(line, rows.id(place), rows.version(place), load);
            line.append('\n');
            rows.update(place);
        } else {
            line.append("delete\t");
            DestinationTable.appendRow(line, rows.id(place), rows.version(place), load);
            line.append("\t{}\n");
            rows.delete(place);
        }
    }

    /** The rows that a table has at this moment. */
    private static final class LiveRows {
        private final int[] ids;
        private final int[] versions;
        private int size;
        private int lastId;

        LiveRows(int capacity) {
            this.ids = new int[capacity];
            this.versions = new int[capacity];
        }

        boolean isEmpty() {
            return size == 0;
        }

        int size() {
            return size;
        }

        int id(int place) {
            return ids[place];
        }

        int version(int place) {
            return versions[place];
        }

        int insert() {
            ids[size] = ++lastId;
            versions[size++] = 0;
            return lastId;
        }

        void update(int place) {
            versions[place]++;
        }

        void delete(int place) {
            size--;
            ids[place] = ids[size];
            versions[place] = versions[size];
        }
    }
}
