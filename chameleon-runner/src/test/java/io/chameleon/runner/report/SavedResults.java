package io.chameleon.runner.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Results of upgrades: one that was recorded, and what can be made of it. */
final class SavedResults {
    static final String HOSTILE =
            "</title></style><script>document.title='owned'</script><img src=\"https://example.org/x\">"
                    + "\u202Egnihton\u0000\u001b[2J'\"&{{headline}}";

    private SavedResults() {}

    /** What a real upgrade of a recorded 1.7 catalogue has printed. */
    static String recorded() {
        try (InputStream in = SavedResults.class.getResourceAsStream("/report/upgrade.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as an object to change. */
    static JsonObject recordedJson() {
        return JsonParser.parseString(recorded()).getAsJsonObject();
    }

    /** A failure after the replay. */
    static String failed() {
        JsonObject json = recordedJson();
        json.addProperty("outcome", "failed");
        json.addProperty("exitCode", 4);
        json.getAsJsonObject("catalogue").addProperty("after", "1.7");
        json.getAsJsonObject("catalogue").addProperty("live", "1.7");
        JsonArray steps = json.getAsJsonArray("steps");
        while (steps.size() > 3) {
            steps.remove(3);
        }
        JsonObject last = steps.get(2).getAsJsonObject();
        last.addProperty("outcome", "failed");
        last.addProperty("summary", "No space is left on the server's disk.");
        var failure = new JsonObject();
        failure.addProperty("code", "build-staged-catalogue.failed");
        failure.addProperty("problem", "No space is left on the server's disk.");
        failure.addProperty("remedy", "Make some, and run upgrade again.");
        failure.addProperty("more", "docs/troubleshooting.md#build-staged-catalogue.failed");
        json.add("failure", failure);
        return json.toString();
    }

    /** The same with every text that can come from a catalogue or a server replaced by one that means harm. */
    static String hostile() {
        JsonObject json = recordedJson();
        json.addProperty("outcome", "failed");
        json.add("failure", JsonParser.parseString(failed()).getAsJsonObject().get("failure"));
        json.getAsJsonArray("warnings").add("w");
        JsonElement changed = change(json, text -> HOSTILE);
        JsonObject object = changed.getAsJsonObject();
        for (String fixed : new String[] {"command", "outcome"}) {
            object.add(fixed, json.get(fixed));
        }
        return object.toString();
    }

    private static JsonElement change(JsonElement json, UnaryOperator<String> text) {
        if (json.isJsonObject()) {
            var changed = new JsonObject();
            for (Map.Entry<String, JsonElement> member : json.getAsJsonObject().entrySet()) {
                changed.add(
                        member.getKey(),
                        member.getKey().equals("file") || member.getKey().endsWith("edAt")
                                ? member.getValue()
                                : change(member.getValue(), text));
            }
            return changed;
        }
        if (json.isJsonArray()) {
            var changed = new JsonArray();
            json.getAsJsonArray().forEach(element -> changed.add(change(element, text)));
            return changed;
        }
        boolean isText = json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
        return isText ? new JsonPrimitive(text.apply(json.getAsString())) : json;
    }
}
