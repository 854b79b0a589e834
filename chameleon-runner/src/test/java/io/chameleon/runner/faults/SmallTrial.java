package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.CatalogueSnapshot;
import io.chameleon.runner.SmallReplica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The upgrade of a 1.7 catalogue that is small enough to be tried often. */
final class SmallTrial extends Trial {
    private final List<String> upgrade;
    private final CatalogueSnapshot before;

    private SmallTrial(SmallReplica replica, Path directory, List<String> upgrade) {
        super(replica.database(), directory);
        this.upgrade = upgrade;
        this.before = snapshot("sch_chameleon");
    }

    static SmallTrial create(Path directory) throws IOException {
        Path configuration = Files.writeString(directory.resolve("merged.yml"), SmallReplica.MERGED);
        return new SmallTrial(
                SmallReplica.create(),
                directory,
                List.of(
                        "upgrade",
                        "--config",
                        configuration.toString(),
                        "--yes",
                        "--output",
                        "json",
                        "--lock-timeout",
                        "1"));
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
        return upgrade;
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
            assertThat(operate("verify").exitCode()).isZero();
        }
    }

    @Override
    void assertTruth() throws SQLException {
        assertThat(database().query("SELECT v FROM dest1.t1 UNION ALL SELECT v FROM dest1.t2"))
                .containsExactly("one", "two");
        assertThat(database().query("""
                SELECT v_schema_name || '.' || v_table_name || ' ' || i_binlog_position
                FROM sch_chameleon.t_replica_tables ORDER BY 1
                """)).containsExactly("dest1.t1 4712", "dest1.t2 4712", "dest2.t1 4000");
        assertThat(database()
                        .query("SELECT t_binlog_name || ' ' || i_binlog_position FROM sch_chameleon.t_replica_batch"))
                .containsExactly("mysql-bin.000002 4000");
    }
}
