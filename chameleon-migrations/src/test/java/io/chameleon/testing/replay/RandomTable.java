package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import io.chameleon.testing.replay.RandomColumn.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up events of a table, most of which fit to the rows that the earlier ones have left. */
final class RandomTable {
    private final Dice dice;
    private final Temper temper;
    private final String schema;
    private final String name;
    private final List<RandomColumn> columns;
    private final List<String> key;
    private final List<List<String>> uniques;
    private final List<Reference> references = new ArrayList<>();
    private final List<Reference> children = new ArrayList<>();
    private final List<Map<String, JsonElement>> rows = new ArrayList<>();
    private final Deque<Draft> planned = new ArrayDeque<>();
    private final boolean isPartitioned;
    private final RandomDdl ddl;

    RandomTable(
            Dice dice,
            Temper temper,
            String schema,
            String name,
            List<RandomColumn> columns,
            List<String> key,
            List<List<String>> uniques,
            boolean isPartitioned) {
        this.dice = dice;
        this.temper = temper;
        this.schema = schema;
        this.name = name;
        this.columns = new ArrayList<>(columns);
        this.key = new ArrayList<>(key);
        this.uniques = new ArrayList<>(uniques);
        this.isPartitioned = isPartitioned;
        this.ddl = new RandomDdl(dice, this);
    }

    String schema() {
        return schema;
    }

    String name() {
        return name;
    }

    /** Schema and name as SQL. */
    String quoted() {
        return Quoting.quoted(schema) + "." + Quoting.quoted(name);
    }

    List<RandomColumn> columns() {
        return columns;
    }

    /** The registered key. */
    List<String> key() {
        return key;
    }

    List<Map<String, JsonElement>> rows() {
        return rows;
    }

    boolean isPartitioned() {
        return isPartitioned;
    }

    void add(Reference reference) {
        reference.child().references.add(reference);
        reference.parent().children.add(reference);
    }

    void mustBeUnique(List<String> names) {
        uniques.add(names);
    }

    /** A row for the beginning, if one fits. */
    Optional<Map<String, JsonElement>> firstRow() {
        var row = row(false);
        if (!fits(row, Optional.empty())) {
            return Optional.empty();
        }
        rows.add(row);
        return Optional.of(row);
    }

    /** The next event. */
    Draft next() {
        if (!planned.isEmpty()) {
            return planned.poll();
        }
        if (dice.chance(temper.ddl())) {
            return ddl.next();
        }
        Draft draft =
                switch (dice.between(1, 10)) {
                    case 1, 2, 3, 4 -> insert();
                    case 5, 6, 7 -> update();
                    case 8 -> swap().orElseGet(this::update);
                    default -> delete();
                };
        return dice.chance(temper.mistakes()) ? new Spoiler(dice, this).spoil(draft) : draft;
    }

    private Draft insert() {
        for (int tries = 0; tries < 12; tries++) {
            var row = row(true);
            if (fits(row, Optional.empty())) {
                rows.add(row);
                return Draft.row("insert", image(row), Image.EMPTY);
            }
        }
        return rows.isEmpty() || dice.chance(temper.mistakes())
                ? Draft.row("insert", image(row(true)), Image.EMPTY)
                : delete();
    }

    private Draft update() {
        var before = existing();
        for (int tries = 0; tries < 8; tries++) {
            var after = row(true);
            boolean keepsKey =
                    !dice.chance(temper.keyChanges()) || children.stream().anyMatch(one -> one.holds(before));
            if (keepsKey) {
                key.forEach(column -> keep(column, before, after));
            }
            columns.stream()
                    .filter(column -> column.role() != Role.PLAIN && dice.chance(0.7))
                    .filter(column -> !key.contains(column.name()))
                    .forEach(column -> keep(column.name(), before, after));
            if (fits(after, Optional.of(before))) {
                return change(before, after);
            }
        }
        return change(before, new LinkedHashMap<>(before));
    }

    /** Applies an update to what is known, and tells it. */
    private Draft change(Map<String, JsonElement> before, Map<String, JsonElement> after) {
        var changed = new LinkedHashMap<>(after);
        if (dice.chance(temper.partialImages())) {
            changed.keySet().removeIf(column -> !key.contains(column) && dice.oneIn(2));
        }
        for (var row : sameKey(before)) {
            children.forEach(one -> {
                if (one.action().equals("CASCADE") && !sameKey(changed).contains(row)) {
                    key.forEach(column ->
                            one.childrenOf(row).forEach(child -> child.put(one.column(), changed.get(column))));
                }
            });
            row.putAll(changed);
        }
        return Draft.row("update", Image.of(changed), Image.of(respelled(before)));
    }

    /** Two rows exchange their keys: by way of a third key, as MySQL needs it, or at once. */
    private Optional<Draft> swap() {
        if (!dice.chance(temper.keyChanges()) || rows.size() < 2 || key.isEmpty() || !children.isEmpty()) {
            return Optional.empty();
        }
        var one = dice.pick(rows);
        var other = dice.pick(rows);
        var between = row(true);
        if (sameKey(one).size() != 1
                || sameKey(other).size() != 1
                || one == other
                || !sameKey(between).isEmpty()) {
            return Optional.empty();
        }
        var between1 = withKeyOf(one, between);
        var one2 = withKeyOf(one, other);
        var other2 = withKeyOf(other, one);
        boolean isAtOnce = dice.oneIn(8);
        var first = Draft.row("update", Image.of(isAtOnce ? one2 : between1), Image.of(one));
        planned.add(Draft.row("update", Image.of(other2), Image.of(other)));
        if (!isAtOnce) {
            planned.add(Draft.row("update", Image.of(one2), Image.of(between1)));
        }
        rows.remove(one);
        rows.remove(other);
        rows.add(one2);
        rows.add(other2);
        return Optional.of(first);
    }

    private Map<String, JsonElement> withKeyOf(Map<String, JsonElement> row, Map<String, JsonElement> other) {
        var result = new LinkedHashMap<>(row);
        key.forEach(column -> result.put(column, other.getOrDefault(column, ColumnType.NULL)));
        return result;
    }

    private Draft delete() {
        var row = existing();
        if (children.stream().anyMatch(one -> one.holds(row)) && !dice.chance(temper.mistakes())) {
            return update();
        }
        var image = Draft.row("delete", Image.of(respelled(row)), Image.EMPTY);
        sameKey(row).forEach(this::forget);
        return image;
    }

    private void forget(Map<String, JsonElement> row) {
        if (!rows.removeIf(one -> one == row)) {
            return;
        }
        for (Reference one : children) {
            for (var child : one.childrenOf(row)) {
                if (one.action().equals("CASCADE")) {
                    one.child().forget(child);
                } else {
                    child.put(one.column(), ColumnType.NULL);
                }
            }
        }
    }

    /** A row that is there, rather one of the newest; now and then one that isn't. */
    private Map<String, JsonElement> existing() {
        if (rows.isEmpty() || dice.oneIn(15)) {
            return row(true);
        }
        return dice.oneIn(3) ? rows.get(rows.size() - 1) : dice.pick(rows);
    }

    private Map<String, JsonElement> row(boolean isEvent) {
        var row = new LinkedHashMap<String, JsonElement>();
        for (RandomColumn column : columns) {
            if (column.isInImages()) {
                row.put(column.name(), value(column, isEvent));
            }
        }
        return row;
    }

    private JsonElement value(RandomColumn column, boolean isEvent) {
        var type = column.type();
        return switch (column.role()) {
            case REFERENCE -> referenced(column);
            case KEY -> isEvent && dice.chance(temper.mistakes() / 2) ? ColumnType.NULL : spelled(type, temper.keys());
            case UNIQUE -> dice.oneIn(10) ? ColumnType.NULL : spelled(type, temper.keys() + 3);
            case PLAIN, NEEDED, SERVER -> {
                if (isEvent && !type.near().isEmpty() && dice.oneIn(8)) {
                    yield dice.pick(type.near());
                }
                boolean isNull = column.role() == Role.PLAIN && dice.oneIn(8);
                yield isNull ? ColumnType.NULL : spelled(type, type.values().size());
            }
        };
    }

    private JsonElement referenced(RandomColumn column) {
        var parent = references.stream()
                .filter(one -> one.column().equals(column.name()))
                .map(Reference::parent)
                .findFirst()
                .orElseThrow();
        if (parent.rows.isEmpty() || dice.oneIn(5)) {
            return dice.chance(temper.mistakes() * 3) ? spelled(column.type(), 99) : ColumnType.NULL;
        }
        return dice.pick(parent.rows).getOrDefault(parent.key.get(0), ColumnType.NULL);
    }

    private JsonElement spelled(ColumnType type, int range) {
        var values = type.values();
        var spellings = values.get(dice.between(0, Math.min(range, values.size()) - 1));
        return dice.chance(temper.respelling()) ? dice.pick(spellings) : spellings.get(0);
    }

    /** The same row as the other image may write it. */
    private Map<String, JsonElement> respelled(Map<String, JsonElement> row) {
        var image = new LinkedHashMap<>(row);
        for (RandomColumn column : columns) {
            var type = column.type();
            var value = row.get(column.name());
            int identity = value == null ? -1 : type.identity(value);
            if (identity >= 0 && dice.chance(temper.respelling())) {
                image.put(column.name(), dice.pick(type.values().get(identity)));
            } else if (!type.near().isEmpty() && key.contains(column.name()) && dice.chance(temper.mistakes())) {
                image.put(column.name(), dice.pick(type.near()));
            }
        }
        return image;
    }

    private Image image(Map<String, JsonElement> row) {
        var image = new LinkedHashMap<>(row);
        if (dice.chance(temper.partialImages())) {
            columns.stream()
                    .filter(column -> column.role() == Role.PLAIN && dice.oneIn(2))
                    .forEach(column -> image.remove(column.name()));
        }
        return Image.of(image);
    }

    private static void keep(String column, Map<String, JsonElement> before, Map<String, JsonElement> after) {
        if (before.containsKey(column)) {
            after.put(column, before.get(column));
        }
    }

    private boolean fits(Map<String, JsonElement> row, Optional<Map<String, JsonElement>> instead) {
        return uniques.stream().allMatch(names -> rows.stream()
                .filter(other -> instead.isEmpty() || other != instead.get())
                .noneMatch(other -> isSame(row, other, names)));
    }

    private List<Map<String, JsonElement>> sameKey(Map<String, JsonElement> row) {
        return rows.stream().filter(other -> isSame(row, other, key)).toList();
    }

    private boolean isSame(Map<String, JsonElement> row, Map<String, JsonElement> other, List<String> names) {
        boolean hasNull = names.stream()
                .anyMatch(column -> row.getOrDefault(column, ColumnType.NULL).isJsonNull());
        return !names.isEmpty() && !hasNull && identity(row, names).equals(identity(other, names));
    }

    /** What makes values equal, however they are written. */
    List<Object> identity(Map<String, JsonElement> row, List<String> names) {
        return names.stream()
                .map(column -> identity(column, row.getOrDefault(column, ColumnType.NULL)))
                .toList();
    }

    Object identityOfKey(JsonElement value) {
        return identity(key.get(0), value);
    }

    private Object identity(String name, JsonElement value) {
        int known = columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(column -> column.type().identity(value))
                .orElse(-1);
        return known >= 0 ? known : String.valueOf(value);
    }
}
