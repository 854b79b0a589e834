package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pg_chameleon's own upgrade leaves behind when it is killed: the advice that is printed leads out of it. */
class HalfUpgradeIT {
    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void rename_the_catalogue() {
        database = Scenario.INSERT.database();
        operator = Operator.at(home).configuredFor(database);
        database.execute("ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void no_catalogue_is_put_back_by_a_rename() {
        String advice = "ALTER SCHEMA _sch_chameleon_version1 RENAME TO sch_chameleon;";
        assertThat(run("status").out()).contains("No catalogue is live", "killed half-way", advice);
        assertRefused("catalogue-version", "_sch_chameleon_version1");

        database.execute(advice);

        assertUpgrades("upgrade", "--yes");
    }

    @Test
    void a_catalogue_without_sources_is_not_taken_for_an_upgraded_one() {
        assertThat(run("install", "--yes").exitCode()).isZero();
        assertThat(run("status").out()).contains("has no sources", "killed half-way", "Run rollback");
        assertRefused("catalogue-version", "has no sources");

        assertThat(run("rollback", "--yes").out()).contains("The catalogue is 1.7 again");

        assertUpgrades("upgrade", "--yes", "--on-leftover=drop");
    }

    private CommandResult run(String... command) {
        return operator.run(Stream.concat(Stream.of(command), Stream.of("--config", "upgraded"))
                .toArray(String[]::new));
    }

    private void assertRefused(String check, String problem) {
        for (String command : new String[] {"check", "plan", "upgrade"}) {
            var refused = run(command, "--yes");
            assertThat(refused.exitCode()).as(command).isEqualTo(3);
            assertThat(refused.out() + refused.err()).as(command).containsPattern("FAIL +" + check + " .*" + problem);
        }
    }

    private void assertUpgrades(String... command) {
        var upgraded = run(command);
        assertThat(upgraded.exitCode()).as(upgraded.err()).isZero();
        assertThat(upgraded.out()).contains("The catalogue is 2.0.10 now; it was 1.7.");
    }
}
