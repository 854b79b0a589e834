package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.config.ConnectionSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * When, where and with what an upgrade was run.
 *
 * @param startedAt when the command began
 * @param finishedAt when it ended
 * @param configuration what {@code --config} was given
 * @param database what it was connected to, empty where it got no connection
 */
record UpgradeRun(
        Instant startedAt, Instant finishedAt, Optional<ConfigurationName> configuration, Optional<Database> database) {
    /**
     * A database that answered.
     *
     * @param settings how it was connected to
     * @param serverVersion such as {@code 15.19}
     */
    record Database(ConnectionSettings settings, String serverVersion) {
        Database {
            requireNonNull(settings, "settings");
            requireNonNull(serverVersion, "serverVersion");
        }
    }

    UpgradeRun {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        requireNonNull(configuration, "configuration");
        requireNonNull(database, "database");
    }

    /** One that has just begun. */
    static UpgradeRun starting(Optional<ConfigurationName> configuration) {
        Instant now = Instant.now();
        return new UpgradeRun(now, now, configuration, Optional.empty());
    }

    UpgradeRun connectedTo(Database answering) {
        return new UpgradeRun(startedAt, finishedAt, configuration, Optional.of(answering));
    }

    UpgradeRun finished() {
        return new UpgradeRun(startedAt, Instant.now(), configuration, database);
    }
}
