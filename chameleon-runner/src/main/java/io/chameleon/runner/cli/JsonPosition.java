package io.chameleon.runner.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.chameleon.runner.catalogue.BinlogPosition;
import java.util.Optional;

/** Binlog positions as JSON. */
final class JsonPosition {
    private JsonPosition() {}

    /** {@code {"file": "mysql-bin.000012", "position": 4711}}, the position in bytes. */
    static JsonElement of(BinlogPosition position) {
        var json = new JsonObject();
        json.addProperty("file", position.fileName());
        json.addProperty("position", position.offset());
        return json;
    }

    /** The position, or null. */
    static JsonElement of(Optional<BinlogPosition> position) {
        return position.map(JsonPosition::of).orElse(JsonNull.INSTANCE);
    }
}
