package io.chameleon.testing.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A log as lines of text, to be read by people and kept in a file. Each line begins with a word that tells what it is:
 * {@code options}, {@code setup} or {@code optional} with a statement, {@code table} with a registration, {@code batch} or {@code event}, all
 * but the statement as JSON. Images are JSON within JSON, so that they stay exactly as they are. A line that begins with
 * {@code #} says why the log is kept.
 */
public final class LogText {
    private LogText() {}

    static String write(RandomLog log) {
        var lines = new ArrayList<String>();
        lines.add("options " + options(log));
        log.setup()
                .forEach(definition ->
                        lines.add((definition.isOptional() ? "optional " : "setup ") + oneLine(definition.sql())));
        log.registrations().forEach(table -> lines.add("table " + table(table)));
        log.batches().forEach(batch -> lines.add("batch " + batch(batch)));
        log.events().forEach(event -> lines.add("event " + event(event)));
        return String.join("\n", lines) + "\n";
    }

    /** Several lines are one as a JSON string. */
    private static String oneLine(String sql) {
        return sql.contains("\n") ? new JsonPrimitive(sql).toString() : sql;
    }

    private static String statement(String line) {
        return line.startsWith("\"") ? JsonParser.parseString(line).getAsString() : line;
    }

    /** Reads what {@link #write} has written. */
    public static RandomLog read(String text) {
        var setup = new ArrayList<Definition>();
        var tables = new ArrayList<Registration>();
        var batches = new ArrayList<Batch>();
        var events = new ArrayList<LogEvent>();
        var options = new JsonObject();
        for (String line : text.lines()
                .filter(one -> !one.isBlank() && !one.startsWith("#"))
                .toList()) {
            var words = line.split(" ", 2);
            switch (words[0]) {
                case "options" -> options = JsonParser.parseString(words[1]).getAsJsonObject();
                case "setup" -> setup.add(Definition.statement(statement(words[1])));
                case "optional" -> setup.add(Definition.optional(statement(words[1])));
                case "table" ->
                    tables.add(table(JsonParser.parseString(words[1]).getAsJsonObject()));
                case "batch" ->
                    batches.add(batch(JsonParser.parseString(words[1]).getAsJsonObject()));
                case "event" ->
                    events.add(event(JsonParser.parseString(words[1]).getAsJsonObject()));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new RandomLog(
                setup,
                tables,
                batches,
                events,
                options.get("maxEvents").getAsInt(),
                options.get("exitOnError").getAsBoolean());
    }

    private static JsonObject options(RandomLog log) {
        var json = new JsonObject();
        json.addProperty("maxEvents", log.maxEvents());
        json.addProperty("exitOnError", log.exitOnError());
        return json;
    }

    private static JsonObject table(Registration table) {
        var json = new JsonObject();
        json.addProperty("source", table.source());
        json.addProperty("schema", table.schema());
        json.addProperty("table", table.table());
        var key = new JsonArray();
        table.key().forEach(key::add);
        json.add("key", key);
        json.addProperty("enabled", table.enabled());
        return json;
    }

    private static Registration table(JsonObject json) {
        return new Registration(
                json.get("source").getAsLong(),
                json.get("schema").getAsString(),
                json.get("table").getAsString(),
                elements(json.getAsJsonArray("key")).stream()
                        .map(JsonElement::getAsString)
                        .toList(),
                json.get("enabled").getAsBoolean());
    }

    private static JsonObject batch(Batch batch) {
        var json = new JsonObject();
        json.addProperty("id", batch.id());
        json.addProperty("source", batch.source());
        json.addProperty("processed", batch.processed());
        batch.queue().ifPresent(queue -> {
            var ids = new JsonArray();
            queue.forEach(ids::add);
            json.add("queue", ids);
        });
        return json;
    }

    private static Batch batch(JsonObject json) {
        return new Batch(
                json.get("id").getAsLong(),
                json.get("source").getAsLong(),
                json.get("processed").getAsBoolean(),
                Optional.ofNullable(json.getAsJsonArray("queue")).map(queue -> elements(queue).stream()
                        .map(JsonElement::getAsLong)
                        .toList()));
    }

    private static JsonObject event(LogEvent event) {
        var json = new JsonObject();
        json.addProperty("id", event.id());
        json.addProperty("batch", event.batch());
        json.addProperty("partition", event.partition());
        json.addProperty("schema", event.schema());
        json.addProperty("table", event.table());
        json.addProperty("kind", event.kind());
        event.after().json().ifPresent(image -> json.addProperty("after", image));
        event.before().json().ifPresent(image -> json.addProperty("before", image));
        event.query().ifPresent(query -> json.addProperty("query", query));
        event.time().ifPresent(time -> json.addProperty("time", time));
        event.position().ifPresent(position -> json.addProperty("position", position));
        return json;
    }

    private static LogEvent event(JsonObject json) {
        return new LogEvent(
                json.get("id").getAsLong(),
                json.get("batch").getAsLong(),
                json.get("partition").getAsInt(),
                json.get("schema").getAsString(),
                json.get("table").getAsString(),
                json.get("kind").getAsString(),
                new Image(optional(json, "after").map(JsonElement::getAsString)),
                new Image(optional(json, "before").map(JsonElement::getAsString)),
                optional(json, "query").map(JsonElement::getAsString),
                optional(json, "time").map(JsonElement::getAsLong),
                optional(json, "position").map(JsonElement::getAsLong));
    }

    private static Optional<JsonElement> optional(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name));
    }

    private static List<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
