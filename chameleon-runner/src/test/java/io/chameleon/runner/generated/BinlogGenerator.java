package io.chameleon.runner.generated;

import io.chameleon.runner.generated.BinlogEvent.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up what happened on a MySQL server: tables of several schemas, and transactions that change them. */
final class BinlogGenerator {
    private static final List<String> TABLE_NAMES = List.of("t_one", "MixedCase", "two words", "select", "t_five");
    private static final List<List<String>> KEYS =
            List.of(List.of("n_id"), List.of("n_id"), List.of("n_id", "b"), List.of("b,c", "n_id"), List.of("b"));
    private static final List<String> BASE_NAMES = List.of("mysql-bin", "bin", "db-1");
    private static final List<Integer> FIRST_FILES = List.of(1, 9, 99, 999_998, 999_999);
    private static final int MAGIC_BYTES = 4;
    /** 1.7 stores no larger ones. */
    private static final int LARGEST_OFFSET = Integer.MAX_VALUE;

    private static final int COMMIT_BYTES = 31;
    private static final int MOST_ROWS = 4;
    private static final int KEY_VALUES = 9;

    private final Dice dice;
    private final String baseName;
    private final List<TableContents> contents = new ArrayList<>();
    private final List<TableShape> tables = new ArrayList<>();
    private final List<BinlogEvent> events = new ArrayList<>();
    private final List<BinlogPoint> points = new ArrayList<>();
    private int file;
    private long offset;
    private int addedColumns;

    private BinlogGenerator(Dice dice) {
        this.dice = dice;
        this.baseName = dice.pick(BASE_NAMES);
        this.file = dice.pick(FIRST_FILES);
        this.offset = dice.oneIn(4) ? LARGEST_OFFSET - 20_000 : MAGIC_BYTES;
    }

    static Binlog generate(Dice dice, List<String> schemas) {
        return new BinlogGenerator(dice).generate(schemas);
    }

    private Binlog generate(List<String> schemas) {
        schemas.forEach(this::createTables);
        mark();
        int transactions = dice.between(15, 60);
        for (int i = 0; i < transactions; i++) {
            transaction();
        }
        var stops = List.copyOf(points);
        rotate();
        tables.forEach(table -> rowEvent(table, dice.between(1, MOST_ROWS)));
        schemas.forEach(schema -> addColumn(tables.stream()
                .filter(table -> table.schema().equals(schema))
                .findFirst()
                .orElseThrow()));
        return new Binlog(tables, events, stops);
    }

    private void createTables(String schema) {
        var names = dice.shuffled(TABLE_NAMES).subList(0, dice.between(1, 3));
        names.forEach(name -> create(schema, name, dice.pick(KEYS)));
        if (dice.oneIn(2)) {
            create(schema, "without_key", List.of());
        }
    }

    private void create(String schema, String name, List<String> key) {
        var columns = new ArrayList<>(key);
        columns.add("v");
        columns.add("n_value");
        var table = new TableShape(schema, name, key, dice.shuffled(columns));
        tables.add(table);
        contents.add(new TableContents(table));
    }

    private void transaction() {
        if (dice.oneIn(12) || offset > LARGEST_OFFSET - 2_000) {
            rotate();
        } else if (dice.oneIn(10)) {
            addColumn(dice.pick(tables));
        } else {
            int statements = dice.between(1, 4);
            for (int i = 0; i < statements; i++) {
                rowEvent(dice.pick(tables), dice.oneIn(2) ? 1 : dice.between(1, MOST_ROWS));
            }
            advance(COMMIT_BYTES);
            mark();
        }
    }

    private void rotate() {
        file++;
        offset = MAGIC_BYTES;
        mark();
    }

    private void addColumn(TableShape table) {
        advance(dice.between(80, 200));
        addedColumns++;
        var column = (dice.oneIn(2) ? "n_" : "") + "added_" + addedColumns;
        happen(new BinlogEvent(table, Kind.DDL, Map.of(), Map.of(), column, fileName(), offset));
        mark();
    }

    private void rowEvent(TableShape table, int rows) {
        advance(dice.between(40, 300));
        var kind = dice.pick(List.of(Kind.INSERT, Kind.INSERT, Kind.UPDATE, Kind.UPDATE, Kind.DELETE));
        for (int i = 0; i < rows; i++) {
            row(table, kind);
        }
        mark();
    }

    private void row(TableShape table, Kind kind) {
        var present = contentsOf(table).rows();
        if (kind != Kind.INSERT && present.isEmpty()) {
            return;
        }
        var before = kind == Kind.INSERT ? Map.<String, Object>of() : new LinkedHashMap<>(dice.pick(present));
        var after = kind == Kind.DELETE ? before : freshRow(table);
        if (kind == Kind.UPDATE && (!dice.oneIn(3) || contentsOf(table).contains(after))) {
            table.key().forEach(column -> after.put(column, before.get(column)));
        }
        if (kind == Kind.INSERT && table.isRegistered() && contentsOf(table).contains(after)) {
            return;
        }
        happen(new BinlogEvent(table, kind, after, kind == Kind.UPDATE ? before : Map.of(), "", fileName(), offset));
    }

    private Map<String, Object> freshRow(TableShape table) {
        var row = new LinkedHashMap<String, Object>();
        for (var column : contentsOf(table).columns()) {
            row.put(column, table.key().contains(column) ? keyValue(column) : value(column));
        }
        return row;
    }

    /** One of few, so that keys come back after their row is gone. */
    private Object keyValue(String column) {
        long number = dice.between(1, KEY_VALUES);
        return TableShape.isNumber(column) ? (Object) number : "it's " + number;
    }

    private Object value(String column) {
        if (dice.oneIn(6)) {
            return null;
        }
        if (TableShape.isNumber(column)) {
            return (long) dice.between(-1000, 1000);
        }
        return dice.oneIn(8) ? "" : "\"text\", " + dice.between(1, 1000);
    }

    private void happen(BinlogEvent event) {
        contentsOf(event.table()).apply(event);
        events.add(event);
    }

    private TableContents contentsOf(TableShape table) {
        return contents.get(tables.indexOf(table));
    }

    private void advance(int bytes) {
        offset += bytes;
    }

    /** A reader can have stopped here. */
    private void mark() {
        points.add(new BinlogPoint(fileName(), offset, events.size()));
    }

    private String fileName() {
        return "%s.%06d".formatted(baseName, file);
    }
}
