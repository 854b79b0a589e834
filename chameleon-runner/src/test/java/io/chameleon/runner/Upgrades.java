package io.chameleon.runner;

import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How the tests call the public API. */
final class Upgrades {
    private Upgrades() {}

    static ReplicaConfiguration configuration(String yaml) {
        try {
            Path file = Files.createTempFile("configuration", ".yml");
            try {
                return ReplicaConfiguration.read(Files.writeString(file, yaml));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For an upgrade within 2.0, which needs nothing from it. */
    static ReplicaConfiguration anyConfiguration() {
        return configuration(Scenario.INSERT.configuration());
    }

    static CatalogueUpgrade of(Scenario scenario, TestDatabase database, UpgradeOptions options) {
        return new CatalogueUpgrade(database.dataSource(), configuration(scenario.configuration(database)), options);
    }

    static CatalogueUpgrade of(Scenario scenario, TestDatabase database) {
        return of(scenario, database, UpgradeOptions.defaults());
    }

    /** In one scenario 1.8.2 was killed, which leaves the status running behind. */
    static void enableKilledReplica(Scenario scenario, TestDatabase database) {
        if (scenario == Scenario.TWOOPEN) {
            new EnableReplica(database.dataSource(), "source_02", false).run();
        }
    }

    static CatalogueRollback rollback(TestDatabase database, boolean force) {
        return new CatalogueRollback(database.dataSource(), force, Duration.ofSeconds(5), 2);
    }
}
