package io.chameleon.testing.replay;

import static java.util.stream.Collectors.joining;

import io.chameleon.testing.replay.RandomColumn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes up a destination table and the statements that create it. */
final class RandomTableBuilder {
    private enum Kind {
        ORDINARY,
        PARTITIONED,
        PARENT,
        VIEW,
        MISSING
    }

    private final Dice dice;
    private final Temper temper;
    private final ServerFeatures features;
    private final String schema;
    private final String name;
    private final int number;
    private final Kind kind;
    private final List<RandomColumn> columns = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private List<String> registeredKey = List.of();

    RandomTableBuilder(Dice dice, Temper temper, ServerFeatures features, String schema, String name, int number) {
        this.dice = dice;
        this.temper = temper;
        this.features = features;
        this.schema = schema;
        this.name = name;
        this.number = number;
        this.kind = kind();
    }

    private Kind kind() {
        if (!dice.chance(temper.features() / 7)) {
            return Kind.ORDINARY;
        }
        var odd = dice.of(Kind.PARTITIONED, Kind.PARTITIONED, Kind.PARENT, Kind.VIEW, Kind.MISSING);
        return odd == Kind.PARTITIONED && features.version() < 11 ? Kind.ORDINARY : odd;
    }

    /** What creates the table, in its order. */
    List<Definition> definitions() {
        return definitions;
    }

    /** Whether foreign keys can refer to it. */
    boolean canBeParent() {
        return kind == Kind.ORDINARY && primaryKey.size() == 1 && registeredKey.equals(primaryKey);
    }

    boolean isTable() {
        return kind == Kind.ORDINARY || kind == Kind.PARTITIONED;
    }

    RandomTable build() {
        addKey();
        addColumns();
        var shuffled = dice.oneIn(3) ? dice.shuffled(columns) : columns;
        var uniques = new ArrayList<List<String>>();
        if (!primaryKey.isEmpty()) {
            uniques.add(primaryKey);
        }
        var table =
                new RandomTable(dice, temper, schema, name, shuffled, registeredKey, uniques, kind == Kind.PARTITIONED);
        create(table);
        addRows(table);
        if (kind != Kind.MISSING) {
            definitions.addAll(new RandomExtras(dice, temper, features, table, baseName()).make(isTable()));
        }
        return table;
    }

    private void addKey() {
        int length = dice.of(1, 1, 1, 2, 2, 3);
        for (int i = 0; i < length; i++) {
            var type = ColumnTypes.key(dice, features);
            var key = new RandomColumn(List.of("id", "Key \"B\"", "c").get(i), type, Role.KEY, "");
            columns.add(key);
            primaryKey.add(key.name());
        }
        registeredKey = dice.shuffled(primaryKey);
        if (dice.chance(temper.features() / 10)) {
            changeRegisteredKey();
        }
    }

    /** The registered key is pg_chameleon's idea; PostgreSQL's may be another one. */
    private void changeRegisteredKey() {
        switch (dice.between(1, 6)) {
            case 1, 2 -> primaryKey.clear();
            case 3 -> registeredKey = registeredKey.subList(0, registeredKey.size() - 1);
            case 4 -> {
                var column = new RandomColumn("other key", ColumnTypes.key(dice, features), Role.KEY, "");
                columns.add(column);
                registeredKey = dice.of(List.of(column.name()), List.of(column.name(), primaryKey.get(0)));
            }
            case 5 -> registeredKey = List.of(primaryKey.get(0), primaryKey.get(0));
            default ->
                registeredKey =
                        dice.oneIn(2) ? registeredKey : dice.of(List.of(), List.of("ID"), List.of("id", "no such key"));
        }
    }

    private void addColumns() {
        var names = dice.shuffled(Spoiler.hostileNames());
        int count = dice.of(0, 1, 2, 3, 5, 9);
        for (String column : names.subList(0, count)) {
            columns.add(column(column));
        }
        if (dice.chance(temper.features() / 6)) {
            columns.add(serverColumn());
        }
    }

    private RandomColumn column(String column) {
        var type =
                dice.oneIn(3) ? dice.of(ColumnTypes.TEXT, ColumnTypes.INTEGER) : dice.pick(ColumnTypes.all(features));
        if (type.name().equals("public.short")) {
            return new RandomColumn(column, type, Role.NEEDED, "");
        }
        return switch (dice.between(1, 12)) {
            case 1, 2 -> new RandomColumn(column, type, Role.NEEDED, "NOT NULL");
            case 3 ->
                new RandomColumn(
                        column,
                        type,
                        Role.PLAIN,
                        "DEFAULT "
                                + Quoting.literal(
                                        Jsonb.text(type.values().get(0).get(0))));
            default -> new RandomColumn(column, type, Role.PLAIN, "");
        };
    }

    private RandomColumn serverColumn() {
        int choice = dice.between(1, 5);
        if (choice == 1 && kind != Kind.PARTITIONED) {
            return new RandomColumn("by server", ColumnTypes.INTEGER, Role.SERVER, "GENERATED ALWAYS AS IDENTITY");
        }
        if (choice == 2 && features.version() >= 12) {
            var key = columns.get(0);
            return new RandomColumn(
                    "by server",
                    ColumnTypes.INTEGER,
                    Role.SERVER,
                    "GENERATED ALWAYS AS ("
                            + (key.type() == ColumnTypes.INTEGER ? "100 / (" + key.quoted() + " - 5)" : "7")
                            + ") STORED");
        }
        if (choice == 3) {
            return new RandomColumn(
                    "by server",
                    new ColumnType("serial", ColumnTypes.INTEGER.values(), List.of(), List.of(), true),
                    Role.SERVER,
                    "");
        }
        return choice == 4 && kind != Kind.PARTITIONED
                ? new RandomColumn("by server", ColumnTypes.INTEGER, Role.SERVER, "GENERATED BY DEFAULT AS IDENTITY")
                : new RandomColumn("by server", ColumnTypes.INTEGER, Role.SERVER, "DEFAULT 42");
    }

    private String baseName() {
        return kind == Kind.VIEW ? "base " + number : name;
    }

    private void create(RandomTable table) {
        if (kind == Kind.MISSING) {
            return;
        }
        var elements = new ArrayList<String>();
        table.columns().forEach(column -> elements.add(column.definition()));
        if (!primaryKey.isEmpty()) {
            boolean isDeferrable = dice.chance(temper.features() / 25);
            elements.add("PRIMARY KEY (" + list(primaryKey) + ")"
                    + (isDeferrable ? dice.of(" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED") : ""));
        }
        var head = "CREATE TABLE " + Quoting.quoted(schema) + "." + Quoting.quoted(baseName());
        var firstKey = columns.get(0);
        boolean isPartitioned =
                kind == Kind.PARTITIONED && !firstKey.type().name().contains("COLLATE");
        definitions.add(new Definition(
                head, elements, isPartitioned ? " PARTITION BY LIST (" + firstKey.quoted() + ")" : "", false));
        if (isPartitioned) {
            addPartitions(table, firstKey);
        } else if (kind == Kind.PARENT) {
            add("CREATE TABLE %s () INHERITS (%s)".formatted(part("child"), table.quoted()));
        } else if (kind == Kind.VIEW) {
            add("CREATE VIEW " + table.quoted() + " AS SELECT * FROM " + Quoting.quoted(schema) + "."
                    + Quoting.quoted(baseName()));
        }
    }

    private void addPartitions(RandomTable table, RandomColumn key) {
        var first = Quoting.literal(Jsonb.text(key.type().values().get(0).get(0)));
        boolean hasServerColumn = columns.stream().anyMatch(column -> column.role() == Role.SERVER);
        if (hasServerColumn || dice.oneIn(2)) {
            add("CREATE TABLE %s PARTITION OF %s FOR VALUES IN (%s)".formatted(part("one"), table.quoted(), first));
        } else {
            var reversed = new ArrayList<String>();
            table.columns()
                    .forEach(column -> reversed.add(
                            0, column.definition() + (primaryKey.contains(column.name()) ? " NOT NULL" : "")));
            add("CREATE TABLE %s (gone int, %s)".formatted(part("one"), String.join(", ", reversed)));
            add("ALTER TABLE %s DROP COLUMN gone".formatted(part("one")));
            add("ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%s)".formatted(table.quoted(), part("one"), first));
        }
        if (!dice.oneIn(6)) {
            add("CREATE TABLE %s PARTITION OF %s DEFAULT".formatted(part("rest"), table.quoted()));
        }
        if (dice.oneIn(4)) {
            var column = dice.pick(table.columns());
            add("ALTER TABLE %s ADD CHECK (%s IS NOT NULL)".formatted(part("one"), column.quoted()));
        }
    }

    private void addRows(RandomTable table) {
        if (kind == Kind.MISSING || !dice.oneIn(2)) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            table.firstRow().ifPresent(row -> definitions.add(Definition.optional(insert(table, row))));
        }
    }

    private static String insert(RandomTable table, Map<String, com.google.gson.JsonElement> row) {
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table.quoted(),
                        list(List.copyOf(row.keySet())),
                        row.values().stream()
                                .map(value -> Quoting.literal(Jsonb.text(value)))
                                .collect(joining(", ")));
    }

    private String part(String suffix) {
        return Quoting.quoted(schema) + "." + Quoting.quoted(suffix + " of " + number);
    }

    private void add(String sql) {
        definitions.add(Definition.statement(sql));
    }

    static String list(List<String> names) {
        return names.stream().map(Quoting::quoted).collect(joining(", "));
    }
}
