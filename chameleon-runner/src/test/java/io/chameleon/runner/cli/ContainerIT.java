package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.ContainerServer;
import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** The recorded catalogues on a server that isn't the embedded one: in a container, where Docker is. */
class ContainerIT {
    private static ContainerServer container;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        assumeTrue(ContainerServer.isPossible(), "skipped: there is no Docker");
        try {
            container = ContainerServer.start();
        } catch (ContainerFetchException | ContainerLaunchException e) {
            assumeFalse(isWithoutImage(e), "skipped: there is Docker, but no image: " + e.getMessage());
            throw e;
        }
    }

    /** An image can be there without that of the container that cleans up. */
    private static boolean isWithoutImage(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(ContainerFetchException.class::isInstance);
    }

    @AfterAll
    static void remove() {
        if (container != null) {
            container.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void upgrades_rolls_back_and_upgrades_to_the_recorded_truth(Scenario scenario) throws SQLException {
        try (TestDatabase database = TestDatabase.createOn(container.server())) {
            scenario.load(database);
            var operator = Operator.at(home).configured("upgraded", scenario.configuration(database));
            if (scenario == Scenario.TWOOPEN) {
                assertDone(operator.run("enable-replica", "--source", "source_02", "--config", "upgraded", "--yes"));
            }

            assertDone(operator.run("check", "--config", "upgraded"));
            assertDone(operator.run("upgrade", "--config", "upgraded", "--yes"));
            assertDone(operator.run("rollback", "--config", "upgraded", "--yes"));
            assertDone(operator.run("upgrade", "--config", "upgraded", "--yes", "--on-leftover=drop"));
            assertDone(operator.run("verify", "--config", "upgraded"));

            try (var connection = database.connect()) {
                new ReplicaReader(connection, "upgraded", 1000, 1000).play(scenario);
                DestinationTruth.of(scenario).assertMatches(connection);
            }
        }
    }

    private static void assertDone(CommandResult result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
    }
}
