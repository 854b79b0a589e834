package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.chameleon.runner.CatalogueSituation;
import io.chameleon.runner.StatusResult;
import io.chameleon.runner.catalogue.LoggedError;
import io.chameleon.runner.catalogue.ReplicationTimes;
import io.chameleon.runner.catalogue.SchemaMapping;
import io.chameleon.runner.catalogue.SourceStatus;
import io.chameleon.runner.catalogue.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The state of the catalogue and its sources as JSON. What isn't known is null; instants are ISO 8601 in UTC. */
final class JsonStatus {
    private JsonStatus() {}

    static JsonObject of(StatusResult status) {
        var json = new JsonObject();
        json.addProperty("readAt", status.readAt().toString());
        json.addProperty("timeZone", status.timeZone());
        json.add("situation", situation(status.catalogue()));
        json.addProperty("locked", status.isLocked());
        json.add("lockHolders", JsonReport.array(status.lockHolders(), JsonPrimitive::new));
        json.add("sources", JsonReport.array(status.sources(), JsonStatus::source));
        return json;
    }

    private static JsonElement situation(CatalogueSituation situation) {
        var json = new JsonObject();
        json.addProperty("live", situation.live());
        json.add("retired", text(situation.retired()));
        json.add("staged", text(situation.staged()));
        json.addProperty("meaning", situation.meaning());
        json.addProperty("advice", situation.advice());
        return json;
    }

    private static JsonElement source(SourceStatus source) {
        var json = new JsonObject();
        json.addProperty("id", source.id());
        json.addProperty("name", source.name());
        json.addProperty("type", source.type());
        json.addProperty("status", source.status());
        json.add("schemaMappings", JsonReport.array(source.schemaMappings(), JsonStatus::mapping));
        json.addProperty("consistent", source.consistent());
        json.add("highWatermark", JsonPosition.of(source.highWatermark()));
        json.add("restartPoint", JsonPosition.of(source.restartPoint()));
        json.add("times", times(source.times()));
        json.add("pauses", pauses(source.pauses()));
        json.add("counters", counters(source.counters()));
        json.add("pending", pending(source.pending()));
        json.addProperty("replicatedTables", source.replicatedTables().size());
        json.addProperty("disabledTables", source.disabledTables().size());
        json.add("tables", JsonReport.array(source.tables(), JsonStatus::table));
        json.addProperty("errorCount", source.errorCount());
        json.add("lastErrors", JsonReport.array(source.lastErrors(), JsonStatus::error));
        return json;
    }

    private static JsonElement mapping(SchemaMapping mapping) {
        var json = new JsonObject();
        json.add("source", text(mapping.sourceSchema()));
        json.addProperty("destination", mapping.destinationSchema());
        return json;
    }

    private static JsonElement times(ReplicationTimes times) {
        var json = new JsonObject();
        json.add("lastReceived", instant(times.lastReceived()));
        json.add("readLagMilliseconds", milliseconds(times.readLag()));
        json.add("lastReplayed", instant(times.lastReplayed()));
        json.add("replayLagMilliseconds", milliseconds(times.replayLag()));
        return json;
    }

    private static JsonElement pauses(SourceStatus.Pauses pauses) {
        var json = new JsonObject();
        json.addProperty("maintenance", pauses.maintenance());
        json.addProperty("requested", pauses.requested());
        json.addProperty("reading", pauses.reading());
        json.addProperty("replaying", pauses.replaying());
        json.add("lastMaintenance", instant(pauses.lastMaintenance()));
        return json;
    }

    private static JsonElement counters(SourceStatus.Counters counters) {
        var json = new JsonObject();
        json.addProperty("replayed", counters.replayed());
        json.addProperty("skipped", counters.skipped());
        json.addProperty("ddl", counters.ddl());
        return json;
    }

    private static JsonElement pending(SourceStatus.Pending pending) {
        var json = new JsonObject();
        json.addProperty("batches", pending.batches());
        json.addProperty("events", pending.events());
        return json;
    }

    private static JsonElement table(TableStatus table) {
        var json = new JsonObject();
        json.addProperty("schema", table.schema());
        json.addProperty("name", table.name());
        json.add("key", JsonReport.array(table.keyColumns(), JsonPrimitive::new));
        json.add("coordinate", JsonPosition.of(table.coordinates()));
        json.addProperty("replicated", table.enabled());
        return json;
    }

    private static JsonElement error(LoggedError error) {
        var json = new JsonObject();
        json.addProperty("id", error.id());
        json.add("at", instant(error.at()));
        json.addProperty("batch", error.batch());
        json.addProperty("schema", error.schema());
        json.addProperty("table", error.table());
        json.add("position", JsonPosition.of(error.position()));
        json.add("message", text(error.message()));
        json.add("statement", text(error.statement()));
        return json;
    }

    private static JsonElement text(Optional<String> text) {
        return text.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }

    private static JsonElement instant(Optional<Instant> instant) {
        return text(instant.map(Instant::toString));
    }

    private static JsonElement milliseconds(Optional<Duration> duration) {
        return duration.map(Duration::toMillis)
                .<JsonElement>map(JsonPrimitive::new)
                .orElse(JsonNull.INSTANCE);
    }
}
