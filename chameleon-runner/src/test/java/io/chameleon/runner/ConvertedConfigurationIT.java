package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.config.ConfigurationConversion;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.config.Secret;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorded 1.8 configurations, converted, serve the upgrade as the recorded 2.0 configuration does. */
class ConvertedConfigurationIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void check_accepts_the_converted_configuration(Scenario scenario) throws IOException {
        try (TestDatabase database = scenario.database()) {
            var converted = convert(scenario, database);
            var recorded = Upgrades.configuration(scenario.configuration(database));

            assertThat(converted.sources()).isEqualTo(recorded.sources());
            assertThat(converted.destination())
                    .hasToString(recorded.destination().toString());
            assertThat(converted.destination().password().map(Secret::reveal))
                    .isEqualTo(recorded.destination().password().map(Secret::reveal));

            var checked = check(database, converted);
            assertThat(checked).isEqualTo(check(database, recorded));
            assertThat(checked.failures()).extracting(Check::id).isEqualTo(expectedFailures(scenario));
        }
    }

    /** In one scenario 1.8.2 was killed, and the source still says running. */
    private static List<String> expectedFailures(Scenario scenario) {
        return scenario == Scenario.TWOOPEN ? List.of("source-status") : List.of();
    }

    private static CheckResult check(TestDatabase database, ReplicaConfiguration configuration) {
        return new CatalogueUpgrade(database.dataSource(), configuration, UpgradeOptions.defaults()).check();
    }

    private ReplicaConfiguration convert(Scenario scenario, TestDatabase database) throws IOException {
        var files = new ArrayList<Path>();
        for (String yaml : scenario.legacyConfigurations(database)) {
            files.add(Files.writeString(directory.resolve("source_" + files.size() + ".yaml"), yaml));
        }
        Path converted = directory.resolve("upgraded.yml");
        ConfigurationConversion.of(files, "upgraded").writeTo(converted);
        return ReplicaConfiguration.read(converted);
    }
}
