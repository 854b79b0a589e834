package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.temporal.ChronoUnit;
import org.flywaydb.core.internal.license.VersionPrinter;
import org.postgresql.util.DriverInfo;

/** When, where and with what an upgrade was run, as JSON. */
final class JsonRun {
    private JsonRun() {}

    static JsonObject of(UpgradeRun run) {
        var json = new JsonObject();
        json.addProperty(
                "startedAt", run.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        json.addProperty(
                "finishedAt", run.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        json.add(
                "configuration",
                run.configuration()
                        .<JsonElement>map(name -> new JsonPrimitive(name.given()))
                        .orElse(JsonNull.INSTANCE));
        json.add("database", run.database().map(JsonRun::database).orElse(JsonNull.INSTANCE));
        json.add("software", software());
        return json;
    }

    private static JsonElement database(UpgradeRun.Database database) {
        var json = new JsonObject();
        json.addProperty("host", database.settings().host());
        json.addProperty("port", database.settings().port());
        json.addProperty("name", database.settings().database());
        json.addProperty("role", database.settings().user());
        json.addProperty("postgresql", database.serverVersion());
        return json;
    }

    private static JsonElement software() {
        var json = new JsonObject();
        json.addProperty("runner", RunnerVersion.number());
        json.addProperty("flyway", VersionPrinter.getVersion());
        json.addProperty("jdbcDriver", DriverInfo.DRIVER_VERSION);
        json.addProperty(
                "java", System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")");
        json.addProperty(
                "operatingSystem",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        return json;
    }
}
