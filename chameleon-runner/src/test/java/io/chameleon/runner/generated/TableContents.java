package io.chameleon.runner.generated;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What MySQL has in a table after some events: the model that the destination is compared with. */
final class TableContents {
    private final TableShape shape;
    private final List<String> columns;
    private final Map<List<Object>, Map<String, Object>> rows = new LinkedHashMap<>();

    TableContents(TableShape shape) {
        this.shape = shape;
        this.columns = new ArrayList<>(shape.columns());
    }

    /** The table after those of the events that are its own. */
    static TableContents after(TableShape shape, Collection<BinlogEvent> events) {
        var contents = new TableContents(shape);
        events.stream().filter(event -> event.table().equals(shape)).forEach(contents::apply);
        return contents;
    }

    void apply(BinlogEvent event) {
        switch (event.kind()) {
            case INSERT -> add(event.after());
            case UPDATE -> {
                remove(event.before());
                add(event.after());
            }
            case DELETE -> remove(event.after());
            case DDL -> {
                columns.add(event.addedColumn());
                rows.values().forEach(row -> row.put(event.addedColumn(), null));
            }
        }
    }

    private void add(Map<String, Object> row) {
        if (shape.isRegistered() && rows.put(keyOf(row), new LinkedHashMap<>(row)) != null) {
            throw new IllegalStateException("the generated binlog inserts a key twice: " + row);
        }
    }

    private void remove(Map<String, Object> row) {
        if (rows.remove(keyOf(row)) == null) {
            throw new IllegalStateException("the generated binlog changes a row that isn't there: " + row);
        }
    }

    boolean contains(Map<String, Object> row) {
        return rows.containsKey(keyOf(row));
    }

    private List<Object> keyOf(Map<String, Object> row) {
        return shape.key().stream().map(row::get).toList();
    }

    List<String> columns() {
        return List.copyOf(columns);
    }

    /** The rows in no particular order. */
    List<Map<String, Object>> rows() {
        return List.copyOf(rows.values());
    }

    /** Creates the destination table with these rows. */
    String sql(boolean withPrimaryKey) {
        var definitions = columns.stream().map(TableShape::definition).collect(joining(", "));
        var primaryKey = withPrimaryKey && shape.isRegistered() ? ", PRIMARY KEY (" + shape.storedKey() + ")" : "";
        var table = "CREATE TABLE %s (%s%s);%n".formatted(shape.quotedName(), definitions, primaryKey);
        return table
                + rows.values().stream()
                        .map(row -> "INSERT INTO %s VALUES (%s);%n"
                                .formatted(
                                        shape.quotedName(),
                                        columns.stream()
                                                .map(column -> Sql.literal(row.get(column)))
                                                .collect(joining(", "))))
                        .collect(joining());
    }
}
