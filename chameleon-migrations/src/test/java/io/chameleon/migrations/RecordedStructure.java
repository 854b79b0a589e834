package io.chameleon.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The structure of a catalogue as it was recorded from a genuine one of that version. */
final class RecordedStructure {
    private final TreeMap<String, String> objects = new TreeMap<>();

    private RecordedStructure() {}

    static CatalogueStructure of(CatalogueVersion version) throws IOException {
        try (var stream = RecordedStructure.class.getResourceAsStream("/catalogue/catalogue-" + version + ".json")) {
            var recorded = new RecordedStructure();
            recorded.addAll(
                    JsonParser.parseReader(new InputStreamReader(stream, UTF_8)).getAsJsonObject());
            return new CatalogueStructure(recorded.objects);
        }
    }

    private void addAll(JsonObject recording) {
        section(recording, "enums").forEach((name, labels) -> objects.put("enum " + name, joined(labels)));
        section(recording, "composite_types").forEach((name, members) -> objects.put("type " + name, pairs(members)));
        section(recording, "tables").forEach((name, table) -> addTable(name, table.getAsJsonObject()));
        section(recording, "views").forEach((name, columns) -> objects.put("view " + name, pairs(columns)));
        for (JsonElement function : recording.getAsJsonArray("functions")) {
            objects.put("function " + signature(function), text(function, "returns"));
        }
        for (JsonElement aggregate : recording.getAsJsonArray("aggregates")) {
            objects.put(
                    "aggregate " + signature(aggregate),
                    "SFUNC %s, STYPE %s, FINALFUNC %s, INITCOND %s"
                            .formatted(
                                    text(aggregate, "sfunc"),
                                    text(aggregate, "stype"),
                                    text(aggregate, "finalfunc"),
                                    text(aggregate, "initcond")));
        }
        for (JsonElement sequence : recording.getAsJsonArray("sequences")) {
            objects.put("sequence " + sequence.getAsString(), "bigint");
        }
    }

    private void addTable(String table, JsonObject recording) {
        for (JsonElement column : recording.getAsJsonArray("columns")) {
            objects.put("column " + table + "." + text(column, "name"), columnDefinition(column.getAsJsonObject()));
        }
        for (JsonElement constraint : recording.getAsJsonArray("constraints")) {
            objects.put("constraint " + table + "." + text(constraint, "name"), text(constraint, "definition"));
        }
        for (JsonElement index : recording.getAsJsonArray("indexes")) {
            objects.put("index " + table + "." + text(index, "name"), text(index, "definition"));
        }
    }

    private static String columnDefinition(JsonObject column) {
        return text(column, "type")
                + (column.get("nullable").getAsBoolean() ? "" : " NOT NULL")
                + (column.get("default").isJsonNull() ? "" : " DEFAULT " + text(column, "default"));
    }

    private static Map<String, JsonElement> section(JsonObject recording, String name) {
        return recording.getAsJsonObject(name).asMap();
    }

    private static String signature(JsonElement routine) {
        return text(routine, "name") + "(" + text(routine, "arguments") + ")";
    }

    private static String text(JsonElement object, String member) {
        return object.getAsJsonObject().get(member).getAsString();
    }

    private static String joined(JsonElement texts) {
        return StreamSupport.stream(texts.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(joining(", "));
    }

    private static String pairs(JsonElement pairs) {
        return StreamSupport.stream(pairs.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonArray)
                .map(RecordedStructure::pair)
                .collect(joining(", "));
    }

    private static String pair(JsonArray pair) {
        return pair.get(0).getAsString() + " " + pair.get(1).getAsString();
    }
}
