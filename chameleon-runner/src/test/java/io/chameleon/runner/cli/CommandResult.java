package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** What a command has returned and printed. */
public record CommandResult(int exitCode, String out, String err) {
    /** This, when every place in the documentation that it names exists. */
    CommandResult withKnownPlaces() {
        assertThat(Anchors.missingIn(out + err)).as("places without an anchor").isEmpty();
        return this;
    }

    /** The one object on standard output. */
    public JsonObject json() {
        return JsonParser.parseString(out).getAsJsonObject();
    }

    public String outcome() {
        return json().get("outcome").getAsString();
    }

    public String failureCode() {
        return json().getAsJsonObject("failure").get("code").getAsString();
    }

    public String liveCatalogue() {
        return json().getAsJsonObject("catalogue").get("live").getAsString();
    }

    /** The ids of the checks with that outcome. */
    public List<String> checks(String outcome) {
        var ids = new ArrayList<String>();
        json().getAsJsonArray("checks").forEach(check -> {
            if (check.getAsJsonObject().get("outcome").getAsString().equals(outcome)) {
                ids.add(check.getAsJsonObject().get("id").getAsString());
            }
        });
        return ids;
    }
}
