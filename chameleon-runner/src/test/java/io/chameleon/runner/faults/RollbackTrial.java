package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.CatalogueSnapshot;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The rollback of a recorded catalogue's upgrade. */
final class RollbackTrial extends Trial {
    private static TestDatabase upgraded;

    private final String configuration;
    private final CatalogueSnapshot oldCatalogue;
    private final CatalogueSnapshot newCatalogue;

    private RollbackTrial(TestDatabase database, Path directory, String configuration) {
        super(database, directory);
        this.configuration = configuration;
        this.oldCatalogue = snapshot("_sch_chameleon_version1");
        this.newCatalogue = snapshot("sch_chameleon");
    }

    static RollbackTrial create(Path directory) throws IOException {
        return new RollbackTrial(upgraded(directory).copy(), directory, LegacyTrial.configuration(directory));
    }

    private static synchronized TestDatabase upgraded(Path directory) throws IOException {
        if (upgraded == null) {
            var upgrade = LegacyTrial.create(directory);
            upgrade.upgrade();
            upgraded = upgrade.database();
        }
        return upgraded;
    }

    @Override
    String before() {
        return "2.0.10";
    }

    @Override
    String after() {
        return "1.7";
    }

    @Override
    List<String> command() {
        return List.of("rollback", "--yes", "--output", "json");
    }

    @Override
    List<String> retry() {
        return List.of("upgrade", "--config", configuration, "--on-leftover", "drop", "--yes", "--output", "json");
    }

    @Override
    void assertComplete(String version) {
        if (version.equals("1.7")) {
            assertThat(snapshot("sch_chameleon")).isEqualTo(oldCatalogue);
            assertThat(snapshot("_sch_chameleon_version2")).isEqualTo(newCatalogue);
        } else {
            assertThat(version).isEqualTo("2.0.10");
            assertThat(snapshot("sch_chameleon")).isEqualTo(newCatalogue);
            assertThat(snapshot("_sch_chameleon_version1")).isEqualTo(oldCatalogue);
        }
    }

    /** Takes the upgrade back to the end, if need be, and upgrades again. */
    @Override
    void finish() throws SQLException {
        if (live().equals("2.0.10")) {
            var result = operate(command().toArray(String[]::new));
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
        assertThat(live()).isEqualTo("1.7");
        super.finish();
    }

    @Override
    void assertTruth() throws SQLException {
        LegacyTrial.assertReplicates(database());
    }
}
