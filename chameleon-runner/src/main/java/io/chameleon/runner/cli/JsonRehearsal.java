package io.chameleon.runner.cli;

import com.google.gson.JsonObject;
import io.chameleon.runner.Rehearsal;
import io.chameleon.runner.TableLock;
import java.util.Locale;

/** What a rehearsal has found out, as JSON. */
final class JsonRehearsal {
    private JsonRehearsal() {}

    static JsonObject of(Rehearsal rehearsal) {
        var rows = new JsonObject();
        rehearsal.sortedRows().forEach(rows::addProperty);
        var json = new JsonObject();
        json.add("locks", JsonReport.array(rehearsal.locks(), JsonRehearsal::lock));
        json.add("rows", rows);
        return json;
    }

    private static JsonObject lock(TableLock lock) {
        var json = new JsonObject();
        json.addProperty("step", lock.step().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.addProperty("table", lock.table());
        json.addProperty("mode", lock.mode());
        return json;
    }
}
