package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up a table and then events of it, most of which fit to the rows that the earlier ones have left. */
final class RandomTable {
    private static final List<String> COLUMN_NAMES =
            List.of("v", "We\"ird", "select", "naïve", "two words", "o'clock", "x_1", "UPPER", "%I");

    private final RandomValues values;
    private final TableShape shape;
    private final List<Column> columns;
    private final Map<List<Value>, Map<String, Value>> rows = new LinkedHashMap<>();
    private int addedColumns;

    RandomTable(String schema, String name, RandomValues values) {
        this.values = values;
        this.columns = new ArrayList<>();
        int keyLength = values.between(1, 3);
        for (int i = 0; i < keyLength; i++) {
            columns.add(new Column(List.of("id", "Key \"B\"", "c").get(i), values.pick(List.of("integer", "text"))));
        }
        var key = columns.stream().map(Column::name).toList();
        for (String column : COLUMN_NAMES.subList(0, values.between(0, COLUMN_NAMES.size()))) {
            columns.add(new Column(column, values.pick(RandomValues.types())));
        }
        var last = columns.get(columns.size() - 1);
        var unique = values.oneIn(6) ? ", UNIQUE (" + TableShape.quote(last.name()) + ")" : "";
        this.shape = new TableShape(schema, name, columns, key, unique);
    }

    TableShape shape() {
        return shape;
    }

    /** The next event, without its place in the log. */
    Draft next() {
        if (values.oneIn(25)) {
            return ddl();
        }
        Draft draft =
                switch (values.between(1, 5)) {
                    case 1, 2 -> insert();
                    case 3, 4 -> update();
                    default -> delete();
                };
        return values.oneIn(60) ? spoil(draft) : draft;
    }

    private Draft insert() {
        var row = row();
        // A duplicate now and then: its table is given up.
        for (int tries = 0; tries < 20 && rows.containsKey(key(row)) && !values.oneIn(40); tries++) {
            row = row();
        }
        rows.put(key(row), row);
        return Draft.row("insert", Image.of(row), Image.EMPTY);
    }

    private Draft update() {
        var before = existing().orElseGet(this::row);
        var after = row();
        if (!values.oneIn(8)) {
            shape.key().forEach(column -> after.put(column, before.get(column)));
        }
        if (rows.remove(key(before)) != null) {
            rows.put(key(after), after);
        }
        return Draft.row("update", Image.of(after), Image.of(before));
    }

    private Draft delete() {
        var row = existing().orElseGet(this::row);
        rows.remove(key(row));
        return Draft.row("delete", Image.of(row), Image.EMPTY);
    }

    private Draft ddl() {
        return switch (values.between(1, 8)) {
            case 1 -> Draft.ddl("");
            case 2 -> Draft.ddl("ALTER TABLE " + shape.quoted() + " ADD COLUMN half int; SELECT 1/0;");
            case 3 ->
                Draft.ddl("SET search_path=" + TableShape.quote(shape.schema()) + "; ALTER TABLE "
                        + TableShape.quote(shape.name()) + " ADD COLUMN p" + ++addedColumns + " int, ADD COLUMN q"
                        + addedColumns + " text DEFAULT 'it''s';");
            case 4 -> values.oneIn(3) ? Draft.NO_QUERY : addColumn();
            default -> addColumn();
        };
    }

    private Draft addColumn() {
        var column = new Column("added " + ++addedColumns, "integer");
        columns.add(column);
        return Draft.ddl("ALTER TABLE " + shape.quoted() + " ADD COLUMN " + TableShape.quote(column.name())
                + " integer DEFAULT 7");
    }

    /** Takes something away that the event needs. */
    private Draft spoil(Draft draft) {
        var row = new LinkedHashMap<>(draft.after().columns());
        row.remove(values.pick(shape.key()));
        return switch (values.between(1, 5)) {
            case 1 -> draft.withAfter(Image.MISSING);
            case 2 ->
                draft.withAfter(values.pick(List.of(Image.EMPTY, Image.malformed("null"), Image.malformed("[1]"))));
            case 3 -> draft.withBefore(values.pick(List.of(Image.EMPTY, Image.MISSING, Image.malformed("\"x\""))));
            default -> draft.withAfter(Image.of(row));
        };
    }

    private Optional<Map<String, Value>> existing() {
        return rows.isEmpty() || values.oneIn(15)
                ? Optional.empty()
                : Optional.of(values.pick(List.copyOf(rows.values())));
    }

    private Map<String, Value> row() {
        var row = new LinkedHashMap<String, Value>();
        for (Column column : columns) {
            boolean isKey = shape.key().contains(column.name());
            row.put(column.name(), isKey ? values.key(column.type()) : values.of(column.type()));
        }
        return row;
    }

    private List<Value> key(Map<String, Value> row) {
        return shape.key().stream().map(row::get).toList();
    }

    /** What an event says, without its place in the log. */
    record Draft(String kind, Image after, Image before, Optional<String> query) {
        static final Draft NO_QUERY = new Draft("ddl", Image.MISSING, Image.MISSING, Optional.empty());

        static Draft row(String kind, Image after, Image before) {
            return new Draft(kind, after, before, Optional.empty());
        }

        static Draft ddl(String query) {
            return new Draft("ddl", Image.MISSING, Image.MISSING, Optional.of(query));
        }

        Draft withAfter(Image image) {
            return new Draft(kind, image, before, query);
        }

        Draft withBefore(Image image) {
            return new Draft(kind, after, image, query);
        }
    }
}
