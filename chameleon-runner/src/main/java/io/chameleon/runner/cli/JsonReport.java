package io.chameleon.runner.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.chameleon.runner.Check;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A report as one JSON object. The members up to {@code failure} are always there, {@code failure} is null unless the
 * command failed; what the command is about follows.
 */
final class JsonReport {
    private static final int SCHEMA_VERSION = 1;
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    static String render(Report report) {
        var json = new JsonObject();
        json.addProperty("schemaVersion", SCHEMA_VERSION);
        json.addProperty("command", report.command());
        json.addProperty("outcome", report.outcome().label());
        json.addProperty("exitCode", report.exitCode());
        json.add("catalogue", catalogue(report.catalogue()));
        json.add("checks", array(report.checks(), JsonReport::check));
        json.add("steps", array(report.steps(), JsonReport::step));
        json.add("failure", report.failure().map(JsonReport::failure).orElse(JsonNull.INSTANCE));
        report.run().ifPresent(run -> {
            json.add("run", JsonRun.of(run));
            json.add("next", array(NextStep.after(report, run), JsonReport::next));
        });
        report.subject()
                .accept(new JsonSubject())
                .entrySet()
                .forEach(member -> json.add(member.getKey(), member.getValue()));
        return GSON.toJson(json) + "\n";
    }

    /** The elements in order. */
    static <T> JsonArray array(List<T> elements, Function<T, JsonElement> toJson) {
        var array = new JsonArray();
        elements.forEach(element -> array.add(toJson.apply(element)));
        return array;
    }

    private static JsonElement catalogue(Versions versions) {
        var json = new JsonObject();
        json.addProperty("before", versions.before());
        json.addProperty("after", versions.after());
        json.addProperty("live", versions.live());
        return json;
    }

    private static JsonElement check(Check check) {
        var json = new JsonObject();
        json.addProperty("id", check.id());
        json.addProperty("outcome", check.outcome().name());
        json.addProperty("found", check.found());
        json.addProperty("remedy", check.remedy());
        json.addProperty("more", Documentation.onCheck(check.id()));
        return json;
    }

    private static JsonElement step(StepResult step) {
        var json = new JsonObject();
        json.addProperty("name", step.step().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.addProperty("outcome", step.succeeded() ? "done" : "failed");
        json.addProperty("milliseconds", step.milliseconds());
        json.addProperty("summary", step.summary());
        return json;
    }

    private static JsonElement next(NextStep next) {
        var json = new JsonObject();
        json.addProperty("action", next.action());
        json.addProperty("command", next.command().orElse(null));
        return json;
    }

    private static JsonElement failure(Failure failure) {
        var json = new JsonObject();
        json.addProperty("code", failure.code());
        json.addProperty("problem", failure.problem());
        json.addProperty("remedy", failure.remedy());
        json.addProperty("more", Documentation.onFailure(failure.code()));
        return json;
    }
}
