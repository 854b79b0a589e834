package io.chameleon.testing.replay;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Makes an event one that can't be applied, or only by accident. */
final class Spoiler {
    private static final int TOO_LONG_FOR_AN_INDEX = 3_000;

    private final Dice dice;
    private final RandomTable table;

    Spoiler(Dice dice, RandomTable table) {
        this.dice = dice;
        this.table = table;
    }

    Draft spoil(Draft draft) {
        if (draft.kind().equals("ddl")) {
            return draft;
        }
        return switch (dice.between(1, 12)) {
            case 1 -> draft.withAfter(Image.MISSING);
            case 2 -> draft.withAfter(Image.parse(dice.of("{}", "null", "[1]", "\"x\"", "7")));
            case 3 -> draft.withBefore(dice.of(Image.EMPTY, Image.MISSING, Image.parse("\"x\""), Image.parse("null")));
            case 4, 5 -> draft.withAfter(withoutKeyColumn(draft.after()));
            case 6 -> draft.withBefore(withoutKeyColumn(draft.before()));
            case 7 ->
                draft.withAfter(with(draft.after(), dice.of("no such column", "xmin", "ctid"), new JsonPrimitive(1)));
            case 8 -> draft.withAfter(renamed(draft.after()));
            case 9 -> draft.withBefore(withWrongValue(draft.before()));
            default -> draft.withAfter(withWrongValue(draft.after()));
        };
    }

    private Image withoutKeyColumn(Image image) {
        return table.key().isEmpty() ? image : image.without(dice.pick(table.key()));
    }

    /** Column names are given in the case in which the table has them, or they are others. */
    private Image renamed(Image image) {
        var renamed = new LinkedHashMap<String, JsonElement>();
        image.columns().forEach((name, value) -> renamed.put(name.toUpperCase(Locale.ROOT), value));
        return image.isObject() ? Image.of(renamed) : image;
    }

    private Image withWrongValue(Image image) {
        var column = dice.pick(table.columns());
        var wrong = column.type().wrong();
        if (dice.oneIn(4)) {
            return with(image, column.name(), ColumnType.NULL);
        }
        if (dice.oneIn(6)) {
            return with(image, column.name(), ColumnType.string(longText()));
        }
        return wrong.isEmpty() ? image : with(image, column.name(), dice.pick(wrong));
    }

    private String longText() {
        var text = new StringBuilder();
        while (text.length() < TOO_LONG_FOR_AN_INDEX) {
            text.append((char) dice.between('!', '~'));
        }
        return text.toString();
    }

    private static Image with(Image image, String column, JsonElement value) {
        if (!image.isObject()) {
            return image;
        }
        var columns = new LinkedHashMap<>(image.columns());
        columns.put(column, value);
        return Image.of(columns);
    }

    /** Names that nothing but the destination should give a meaning to. */
    static List<String> hostileNames() {
        return List.of(
                "v",
                "We\"ird",
                "select",
                "naïve",
                "two words",
                "o'clock",
                "x_1",
                "UPPER",
                "%I",
                "kind",
                "event",
                "source",
                "batch",
                "queue",
                "n",
                "t",
                "l",
                "new",
                "old",
                "key",
                "value",
                "excluded",
                "target",
                "i_id_event",
                "dotted.name",
                "a_column_with_a_name_as_long_as_postgresql_lets_names_be_at_all");
    }
}
