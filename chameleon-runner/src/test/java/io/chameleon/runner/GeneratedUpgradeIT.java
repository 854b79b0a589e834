package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.chameleon.runner.generated.GeneratedReplica;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules behind the recorded scenarios, tried on catalogues that nobody recorded: whatever point of the binlog each
 * 1.8.2 source has reached, the upgraded catalogue replicates to what MySQL has.
 */
class GeneratedUpgradeIT {
    private static final int SEEDS = Integer.getInteger("upgrade.seeds", 25);
    private static final int FIRST_SEED = Integer.getInteger("upgrade.first-seed", 1);

    private static TestDatabase template;

    @BeforeAll
    static void install_the_1_7_catalogue() throws Exception {
        template = TestDatabase.create();
        Catalogue17.in(template);
    }

    @AfterAll
    static void drop_it() {
        template.close();
    }

    @Test
    void every_upgraded_catalogue_replicates_to_what_mysql_has() throws Exception {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            var replica = GeneratedReplica.of(seed);
            try (var database = template.copy()) {
                database.execute(replica.script());
                upgradeAndReplicate(replica, database, new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "-Dupgrade.first-seed=%d -Dupgrade.seeds=1: %s%n%s".formatted(seed, e.getMessage(), replica),
                        e);
            }
        }
    }

    private static void upgradeAndReplicate(GeneratedReplica replica, TestDatabase database, Random random)
            throws SQLException {
        replica.killedSources().forEach(source -> new EnableReplica(database.dataSource(), source, false).run());
        var options = UpgradeOptions.defaults()
                .withOnLeftover(LeftoverPolicy.DROP)
                .withReplaySlice(1 + random.nextInt(random.nextBoolean() ? 5 : 100));
        var upgrade =
                new CatalogueUpgrade(database.dataSource(), Upgrades.configuration(replica.configuration()), options);
        upgrade.run(UpgradeListener.SILENT);
        if (random.nextInt(4) == 0) {
            Upgrades.rollback(database, false).run();
            upgrade.run(UpgradeListener.SILENT);
        }
        for (String source : replica.newSources()) {
            replicate(replica, source, database, random);
        }
        assertTruth(replica, database);
    }

    private static void replicate(GeneratedReplica replica, String source, TestDatabase database, Random random)
            throws SQLException {
        assertThat(database.query("SELECT enm_status FROM sch_chameleon.t_sources WHERE t_source = '" + source + "'"))
                .containsExactly(replica.expectedStatus(source));
        String stream = random.nextBoolean() ? replica.stream() : replica.streamOf(source);
        int batchSize = 1 + random.nextInt(random.nextBoolean() ? 5 : 100);
        int sliceSize = 1 + random.nextInt(random.nextBoolean() ? 5 : 100);
        try (var connection = database.connect()) {
            var outcome = new ReplicaReader(connection, source, batchSize, sliceSize)
                    .play(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
            assertThat(outcome.tableErrors()).isEmpty();
            assertThat(outcome.consistent()).as(source + " is consistent").isTrue();
        }
    }

    private static void assertTruth(GeneratedReplica replica, TestDatabase database) throws SQLException {
        for (var table : replica.truth().entrySet()) {
            assertThat(database.query("SELECT to_jsonb(t) FROM " + table.getKey() + " t").stream()
                            .map(JsonParser::parseString))
                    .as("rows of " + table.getKey())
                    .containsExactlyInAnyOrderElementsOf(table.getValue().stream()
                            .map(JsonParser::parseString)
                            .toList());
        }
        assertThat(database.query("""
                        SELECT 'disabled: ' || v_table_name FROM sch_chameleon.t_replica_tables
                        WHERE NOT b_replica_enabled
                        UNION ALL
                        SELECT 'not consistent: ' || v_table_name FROM sch_chameleon.t_replica_tables
                        WHERE t_binlog_name IS NOT NULL OR i_binlog_position IS NOT NULL
                        UNION ALL
                        SELECT 'failed: ' || t_error_message FROM sch_chameleon.t_error_log""")).isEmpty();
    }
}
