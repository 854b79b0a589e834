package io.chameleon.runner.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradeOptions;
import io.chameleon.runner.UpgradeOutcome;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as an application has it: from another package, on a class path, in a jar with all it needs. */
class EmbeddedUpgradeIT {
    private static final Path JAR = Path.of("target/chameleon-runner.jar");

    private final TestDatabase database = Scenario.UPDATE.database();

    @TempDir
    private Path directory;

    private Path configuration;

    @BeforeEach
    void configure() throws IOException {
        configuration = Files.writeString(directory.resolve("upgraded.yml"), Scenario.UPDATE.configuration(database));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void upgrades_from_a_plain_class_path_and_does_nothing_the_second_time() {
        assertThat(EmbeddedUpgrade.upgrade(database.dataSource(), configuration).outcome())
                .isEqualTo(UpgradeOutcome.DONE);
        assertThat(EmbeddedUpgrade.upgrade(database.dataSource(), configuration).outcome())
                .isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
    }

    @Test
    void is_content_with_three_connections_at_a_time() {
        database.executeAsSuperuser("ALTER DATABASE " + database.name() + " CONNECTION LIMIT 3");

        assertThat(EmbeddedUpgrade.upgrade(database.dataSource(), configuration).outcome())
                .isEqualTo(UpgradeOutcome.DONE);
    }

    @Test
    void upgrades_from_the_shaded_jar_and_does_nothing_the_second_time() throws Exception {
        copySample();

        assertThat(runSample())
                .contains("swap catalogues: the catalogue is 2.0.10 now")
                .endsWith("DONE: the catalogue is 2.0.10\n");
        assertThat(runSample()).endsWith("NOTHING_TO_DO: the catalogue is 2.0.10\n");
    }

    @Test
    void one_object_can_be_interrupted_between_steps_and_called_again() throws Exception {
        var upgrade = new CatalogueUpgrade(
                database.dataSource(), ReplicaConfiguration.read(configuration), UpgradeOptions.defaults());
        var interruption = new UpgradeListener() {
            @Override
            public void stepFinished(StepResult step) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> upgrade.run(interruption))
                .isInstanceOfSatisfying(ChameleonException.class, interrupted -> {
                    assertThat(interrupted.failure().code()).isEqualTo("interrupted");
                    assertThat(interrupted.failure().liveCatalogue()).isEqualTo("1.7");
                });
        assertThat(Thread.interrupted())
                .as("the application still sees the interruption")
                .isTrue();
        assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
    }

    /** Nothing but the sample: its directory has all the test support beside it. */
    private void copySample() throws IOException {
        Path home = Path.of("target/test-classes/io/chameleon/runner/sample");
        Path copy = Files.createDirectories(directory.resolve("io/chameleon/runner/sample"));
        for (String name : List.of("EmbeddedUpgrade.class", "EmbeddedUpgrade$1.class")) {
            Files.copy(home.resolve(name), copy.resolve(name));
        }
    }

    private String runSample() throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JAR + File.pathSeparator + directory,
                        EmbeddedUpgrade.class.getName(),
                        database.url() + "?user=" + TestDatabase.OWNER + "&password=" + TestDatabase.PASSWORD,
                        configuration.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(output).replace("\r\n", "\n");
    }
}
