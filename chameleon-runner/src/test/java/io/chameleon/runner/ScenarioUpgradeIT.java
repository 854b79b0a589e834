package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorded catalogues of pg_chameleon 1.8.2, each with the truth to compare with. */
class ScenarioUpgradeIT {
    @ParameterizedTest
    @EnumSource
    void the_upgraded_catalogue_replicates_to_the_recorded_truth(Scenario scenario) throws SQLException {
        try (TestDatabase database = scenario.database()) {
            Upgrades.enableKilledReplica(scenario, database);

            UpgradeResult result = Upgrades.of(scenario, database).run(UpgradeListener.SILENT);

            assertThat(result.outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(result.warnings()).isEmpty();
            assertReplicates(scenario, database, 1000, 1000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void upgrade_rollback_and_upgrade_lose_nothing(Scenario scenario) throws SQLException {
        try (TestDatabase database = scenario.database()) {
            Upgrades.enableKilledReplica(scenario, database);
            Upgrades.of(scenario, database).run(UpgradeListener.SILENT);

            RollbackResult rollback = Upgrades.rollback(database, false).run();
            assertThat(rollback.after()).isEqualTo("1.7");
            Upgrades.of(scenario, database, UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP))
                    .run(UpgradeListener.SILENT);

            assertReplicates(scenario, database, 300, 77);
        }
    }

    private static void assertReplicates(Scenario scenario, TestDatabase database, int batchSize, int sliceSize)
            throws SQLException {
        try (var connection = database.connect()) {
            ReplicaReader.Outcome outcome =
                    new ReplicaReader(connection, "upgraded", batchSize, sliceSize).play(scenario);

            assertThat(outcome.tableErrors()).isEmpty();
            assertThat(outcome.consistent()).isTrue();
            DestinationTruth.of(scenario).assertMatches(connection);
            assertThat(database.query("SELECT t_error_message FROM sch_chameleon.t_error_log"))
                    .isEmpty();
            assertThat(database.query(
                            "SELECT v_table_name FROM sch_chameleon.t_replica_tables" + " WHERE NOT b_replica_enabled"))
                    .isEmpty();
        }
    }
}
