package io.chameleon.migrations;

import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Refuses a baseline at another version than the catalogue has, before the history table is created. Of a catalogue
 * that isn't 2.0.x the SQL callbacks of the location tell more.
 */
final class RefuseOtherBaseline extends BaseCallback {
    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_BASELINE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Configuration configuration = context.getConfiguration();
        String schema = configuration.getDefaultSchema();
        String baseline = configuration.getBaselineVersion().getVersion();
        installedVersion(context, schema)
                .filter(version -> version.startsWith("2.0.") && !version.equals(baseline))
                .ifPresent(version -> {
                    throw new FlywayException("The catalogue in the schema " + schema + " is of version " + version
                            + ", but the baseline version is " + baseline + ". Nothing was changed. Set"
                            + " baselineVersion to " + version + ", or let CatalogueMigrations.forExisting read it.");
                });
    }

    private static Optional<String> installedVersion(Context context, String schema) {
        try {
            return InstalledVersion.read(context.getConnection(), schema);
        } catch (SQLException e) {
            throw new FlywayException(
                    "The version of the catalogue in the schema " + schema + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "refuse a baseline at another version than the catalogue's";
    }
}
