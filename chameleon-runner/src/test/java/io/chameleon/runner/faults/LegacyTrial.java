package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.CatalogueSnapshot;
import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The upgrade of a recorded 1.7 catalogue in which an event applied twice is a duplicate key. */
final class LegacyTrial extends Trial {
    static final Scenario SCENARIO = Scenario.INSERT;

    private final String configuration;
    private final CatalogueSnapshot before;

    private LegacyTrial(TestDatabase database, Path directory, String configuration) {
        super(database, directory);
        this.configuration = configuration;
        this.before = snapshot("sch_chameleon");
    }

    static LegacyTrial create(Path directory) throws IOException {
        TestDatabase database = SCENARIO.database();
        return new LegacyTrial(database, directory, configuration(directory));
    }

    /** Writes the configuration; what leads to the database is given on the command line. */
    static String configuration(Path directory) throws IOException {
        return Files.writeString(directory.resolve("upgraded.yml"), SCENARIO.configuration())
                .toString();
    }

    @Override
    String before() {
        return "1.7";
    }

    @Override
    String after() {
        return "2.0.10";
    }

    @Override
    List<String> command() {
        return List.of("upgrade", "--config", configuration, "--replay-slice", "200", "--yes", "--output", "json");
    }

    @Override
    List<String> attempt() {
        return with("--on-leftover", "drop");
    }

    @Override
    List<String> retry() {
        return attempt();
    }

    @Override
    void assertComplete(String version) {
        if (version.equals("1.7")) {
            LegacyCatalogues.assertSameButForReplay(before, snapshot("sch_chameleon"));
        } else {
            assertThat(version).isEqualTo("2.0.10");
            LegacyCatalogues.assertSameButForReplay(before, snapshot("_sch_chameleon_version1"));
            var verified = operate("verify", "--output", "json");
            assertThat(verified.exitCode()).as(verified.err()).isZero();
        }
    }

    @Override
    void assertTruth() throws SQLException {
        assertReplicates(database());
    }

    /** Upgrades, as a start for something else. */
    void upgrade() {
        var result = operate(command().toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    /** Plays what MySQL did next, and compares every destination table with what MySQL had in the end. */
    static void assertReplicates(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var outcome = new ReplicaReader(connection, "upgraded", 1000, 1000).play(SCENARIO);
            assertThat(outcome.tableErrors()).isEmpty();
            DestinationTruth.of(SCENARIO).assertMatches(connection);
        }
    }
}
