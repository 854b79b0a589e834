package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.runner.CheckResult;
import io.chameleon.runner.EnableReplicaResult;
import io.chameleon.runner.HistoryResult;
import io.chameleon.runner.InstallationResult;
import io.chameleon.runner.RollbackResult;
import io.chameleon.runner.StatusResult;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.VerificationResult;
import io.chameleon.runner.config.ConversionNote;
import io.chameleon.runner.replay.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The members of a report that tell what the command is about. */
final class JsonSubject implements Subject.Visitor<JsonObject> {
    private final JsonObject json = new JsonObject();

    @Override
    public JsonObject nothing() {
        return json;
    }

    /** Checks are members of every report. */
    @Override
    public JsonObject checked(CheckResult result) {
        return json;
    }

    @Override
    public JsonObject planned(UpgradePlan plan) {
        json.add("plan", JsonPlan.of(plan));
        return json;
    }

    @Override
    public JsonObject attempted(UpgradePlan plan, Optional<ReplayResult> replay) {
        json.add("plan", JsonPlan.of(plan));
        replay.ifPresent(done -> json.add("replay", JsonReplay.of(done)));
        return json;
    }

    @Override
    public JsonObject upgraded(UpgradeResult result, ConfigurationName configuration) {
        result.plan().ifPresent(plan -> attempted(plan, result.replay()));
        json.add("warnings", JsonReport.array(result.warnings(), JsonPrimitive::new));
        result.rehearsal().ifPresent(rehearsal -> json.add("rehearsal", JsonRehearsal.of(rehearsal)));
        return json;
    }

    @Override
    public JsonObject rolledBack(RollbackResult result) {
        json.add("replicationTraces", JsonReport.array(result.traces(), JsonPrimitive::new));
        return json;
    }

    @Override
    public JsonObject status(StatusResult status, boolean detailed) {
        json.add("status", JsonStatus.of(status));
        return json;
    }

    @Override
    public JsonObject replicaEnabled(EnableReplicaResult result) {
        json.addProperty("source", result.source());
        json.add("changes", JsonReport.array(result.changes(), JsonSubject::change));
        json.add("ignoredSessions", JsonReport.array(result.ignoredSessions(), JsonPrimitive::new));
        json.add("advice", JsonReport.array(result.advice(), JsonPrimitive::new));
        return json;
    }

    @Override
    public JsonObject verified(VerificationResult result) {
        json.add("differences", JsonReport.array(result.differences(), JsonSubject::difference));
        json.add(
                "halfApplied",
                result.halfApplied()
                        .<JsonElement>map(version -> new JsonPrimitive(version.number()))
                        .orElse(JsonNull.INSTANCE));
        json.add("harmless", JsonReport.array(result.harmless(), JsonPrimitive::new));
        return json;
    }

    @Override
    public JsonObject installed(InstallationResult result, ConfigurationName configuration) {
        json.add("migrations", JsonReport.array(result.migrations(), JsonPrimitive::new));
        return json;
    }

    @Override
    public JsonObject history(HistoryResult history) {
        json.add("history", JsonHistory.of(history));
        return json;
    }

    @Override
    public JsonObject converted(String text, List<ConversionNote> notes) {
        json.addProperty("configuration", text);
        json.add("notes", JsonReport.array(notes, JsonSubject::note));
        return json;
    }

    @Override
    public JsonObject convertedFile(Path file, List<ConversionNote> notes) {
        json.addProperty("file", file.toString());
        json.add("notes", JsonReport.array(notes, JsonSubject::note));
        return json;
    }

    @Override
    public JsonObject page(String html) {
        json.addProperty("page", html);
        return json;
    }

    @Override
    public JsonObject pageFile(Path file) {
        json.addProperty("file", file.toString());
        return json;
    }

    private static JsonObject difference(Difference difference) {
        var json = new JsonObject();
        json.addProperty("object", difference.object());
        json.addProperty("expected", difference.expected());
        json.addProperty("found", difference.found());
        return json;
    }

    private static JsonObject note(ConversionNote note) {
        var json = new JsonObject();
        json.addProperty("key", note.key());
        json.add("places", JsonReport.array(note.places(), JsonPrimitive::new));
        json.addProperty("problem", note.problem());
        return json;
    }

    private static JsonObject change(EnableReplicaResult.Change change) {
        var json = new JsonObject();
        json.addProperty("field", change.field());
        json.addProperty("before", change.before());
        json.addProperty("after", change.after());
        return json;
    }
}
