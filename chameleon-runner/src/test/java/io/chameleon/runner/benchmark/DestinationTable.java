package io.chameleon.runner.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The destination tables: a bigint key and columns of the usual types in turn; and what stands in them. */
final class DestinationTable {
    private static final List<String> TYPES =
            List.of("integer", "text", "numeric", "timestamp", "text", "integer", "varchar(50)");

    /** The column with the second unique index, if there is one. */
    private static final int UNIQUE_COLUMN = 7;

    private DestinationTable() {}

    static String name(int number) {
        return "t" + number;
    }

    static String create(int number, Load load) {
        return "CREATE TABLE app.%s (id bigint PRIMARY KEY, %s) WITH (autovacuum_enabled = off)%s"
                .formatted(
                        name(number),
                        IntStream.range(1, load.columns())
                                .mapToObj(column -> "c" + column + " " + type(column))
                                .collect(Collectors.joining(", ")),
                        load.hasUniqueIndex()
                                ? "; CREATE UNIQUE INDEX ON app.%s (c%d)".formatted(name(number), UNIQUE_COLUMN)
                                : "");
    }

    /** All columns but the key. */
    static List<String> columns(Load load) {
        return IntStream.range(1, load.columns())
                .mapToObj(column -> "c" + column)
                .toList();
    }

    /** A row as JSON: a version of it is always the same. */
    static void appendRow(StringBuilder json, long id, int version, Load load) {
        json.append("{\"id\":").append(id);
        for (int column = 1; column < load.columns(); column++) {
            json.append(",\"c").append(column).append("\":");
            appendValue(json, column, id, version);
        }
        json.append('}');
    }

    private static void appendValue(StringBuilder json, int column, long id, int version) {
        long seed = id * 31 + version * 17L + column;
        switch ((column - 1) % TYPES.size()) {
            case 0 -> json.append(seed % 100_000);
            case 1 ->
                json.append("\"some text of row ")
                        .append(id)
                        .append(" in version ")
                        .append(version)
                        .append('"');
            case 2 ->
                json.append('"')
                        .append(seed % 10_000)
                        .append('.')
                        .append(10 + seed % 90)
                        .append('"');
            case 3 ->
                json.append("\"2024-0")
                        .append(1 + seed % 9)
                        .append('-')
                        .append(10 + seed % 18)
                        .append(" 12:34:")
                        .append(10 + seed % 50)
                        .append('"');
            case 4 -> json.append(seed % 10 == 0 ? "null" : "\"it's another text\"");
            case 5 -> json.append(seed % 7 == 0 ? "null" : String.valueOf(seed % 1_000));
            default ->
                json.append("\"name ")
                        .append(id)
                        .append('.')
                        .append(version / 4)
                        .append('"');
        }
    }

    private static String type(int column) {
        return TYPES.get((column - 1) % TYPES.size());
    }
}
