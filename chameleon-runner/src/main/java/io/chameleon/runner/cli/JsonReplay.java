package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.chameleon.runner.replay.DisabledTable;
import io.chameleon.runner.replay.PendingBatches;
import io.chameleon.runner.replay.PendingTable;
import io.chameleon.runner.replay.ReplayResult;
import io.chameleon.runner.replay.ReplayedTable;
import io.chameleon.runner.replay.SourceTable;

/** What is pending, and what has been replayed, as JSON. */
final class JsonReplay {
    private JsonReplay() {}

    static JsonObject of(PendingBatches pending) {
        var json = new JsonObject();
        json.addProperty("batches", pending.batches());
        json.addProperty("events", pending.events());
        json.add("tables", JsonReport.array(pending.tables(), JsonReplay::pending));
        return json;
    }

    static JsonObject of(ReplayResult replay) {
        var json = new JsonObject();
        json.addProperty("batches", replay.batches());
        json.addProperty("replayed", replay.replayed());
        json.addProperty("ddl", replay.ddl());
        json.addProperty("skipped", replay.skipped());
        json.add("tables", JsonReport.array(replay.tables(), JsonReplay::replayed));
        json.add("disabledTables", JsonReport.array(replay.disabledTables(), JsonReplay::disabled));
        return json;
    }

    private static JsonElement pending(PendingTable pending) {
        JsonObject json = table(pending.table());
        json.addProperty("registered", pending.registered());
        json.addProperty("events", pending.events());
        return json;
    }

    private static JsonElement replayed(ReplayedTable replayed) {
        JsonObject json = table(replayed.table());
        json.addProperty("replayed", replayed.replayed());
        json.addProperty("oneByOne", replayed.oneByOne());
        json.addProperty("ddl", replayed.ddl());
        json.addProperty("skipped", replayed.skipped());
        return json;
    }

    private static JsonElement disabled(DisabledTable disabled) {
        JsonObject json = table(disabled.table());
        json.addProperty("batch", disabled.error().batch());
        json.addProperty("event", disabled.error().event());
        json.addProperty("statement", disabled.error().statement());
        json.addProperty("sqlState", disabled.error().sqlState());
        json.addProperty("message", disabled.error().message());
        json.addProperty("eventsLeft", disabled.eventsLeft());
        return json;
    }

    private static JsonObject table(SourceTable table) {
        var json = new JsonObject();
        json.addProperty("source", table.source());
        json.addProperty("schema", table.schema());
        json.addProperty("name", table.table());
        return json;
    }
}
