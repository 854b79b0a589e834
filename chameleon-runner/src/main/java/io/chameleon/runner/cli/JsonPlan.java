package io.chameleon.runner.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.chameleon.runner.SourceOrigin;
import io.chameleon.runner.SourcePlan;
import io.chameleon.runner.TablePlan;
import io.chameleon.runner.UpgradePlan;
import java.util.Map;

/** A plan as JSON. */
final class JsonPlan {
    private JsonPlan() {}

    static JsonObject of(UpgradePlan plan) {
        var json = new JsonObject();
        json.addProperty("from", plan.from().number());
        json.addProperty("target", plan.target().number());
        json.add("sources", JsonReport.array(plan.sources(), JsonPlan::source));
        json.add("pending", JsonReplay.of(plan.pending()));
        json.add("migrations", JsonReport.array(plan.migrations(), JsonPrimitive::new));
        return json;
    }

    /** An array of pairs, so that no schema becomes the name of a member. */
    private static JsonArray schemaMappings(Map<String, String> mappings) {
        var array = new JsonArray();
        mappings.forEach((source, destination) -> {
            var json = new JsonObject();
            json.addProperty("source", source);
            json.addProperty("destination", destination);
            array.add(json);
        });
        return array;
    }

    private static JsonElement source(SourcePlan source) {
        var json = new JsonObject();
        json.addProperty("name", source.name());
        json.addProperty("type", source.type());
        json.add("schemaMappings", schemaMappings(source.schemaMappings()));
        json.add("mergedSources", JsonReport.array(source.mergedSources(), JsonPrimitive::new));
        json.add("origins", JsonReport.array(source.origins(), JsonPlan::origin));
        json.addProperty("status", source.status());
        json.add("batchStart", JsonPosition.of(source.batchStart()));
        json.add("consistentPoint", JsonPosition.of(source.consistentPoint()));
        json.add("tables", JsonReport.array(source.tables(), JsonPlan::table));
        return json;
    }

    private static JsonElement origin(SourceOrigin origin) {
        var json = new JsonObject();
        json.addProperty("source", origin.name());
        json.addProperty("schema", origin.mysqlSchema());
        json.addProperty("destination", origin.destinationSchema());
        json.add("restartPoint", JsonPosition.of(origin.restartPoint()));
        return json;
    }

    private static JsonElement table(TablePlan table) {
        var json = new JsonObject();
        json.addProperty("schema", table.schema());
        json.addProperty("name", table.name());
        json.add("key", JsonReport.array(table.key(), JsonPrimitive::new));
        json.add("complete", JsonPosition.of(table.complete()));
        json.add("coordinate", JsonPosition.of(table.coordinate()));
        return json;
    }
}
