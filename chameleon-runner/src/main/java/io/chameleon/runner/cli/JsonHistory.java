package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.HistoryResult;
import io.chameleon.runner.RecordedMigration;
import java.time.Instant;
import java.util.Optional;

/** The migrations of a catalogue as JSON. What isn't known is null; instants are ISO 8601 in UTC. */
final class JsonHistory {
    private JsonHistory() {}

    static JsonObject of(HistoryResult history) {
        var json = new JsonObject();
        json.addProperty("recorded", history.recorded());
        json.add("baseline", text(history.baseline().map(CatalogueVersion::number)));
        json.add("migrations", JsonReport.array(history.migrations(), JsonHistory::migration));
        return json;
    }

    private static JsonElement migration(RecordedMigration migration) {
        var json = new JsonObject();
        json.add("version", text(migration.version()));
        json.addProperty("description", migration.description());
        json.addProperty("type", migration.type());
        json.addProperty("state", migration.state().name());
        json.add("installedOn", text(migration.installedOn().map(Instant::toString)));
        json.add(
                "milliseconds",
                migration.executionTime().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        return json;
    }

    private static JsonElement text(Optional<String> text) {
        return text.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }
}
