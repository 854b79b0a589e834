package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What pg_chameleon's own upgrade of two sources leaves behind, statement by statement: each is committed at once, so
 * that it can be killed after any of them.
 */
class OriginalUpgradeIT {
    private static final List<String> STATEMENTS = List.of(
            addSource("a", "app1", "dest1"),
            "SELECT sch_chameleon.fn_refresh_parts()",
            addSource("b", "app2", "dest2"),
            "SELECT sch_chameleon.fn_refresh_parts()",
            """
            INSERT INTO sch_chameleon.t_replica_tables
                (i_id_source, v_table_name, v_schema_name, v_table_pkey, t_binlog_name, i_binlog_position)
            SELECT CASE s.t_dest_schema WHEN 'dest1' THEN 1 ELSE 2 END, t.v_table_name, s.t_dest_schema, '{id}',
                   b.t_binlog_name, b.i_binlog_position
            FROM _sch_chameleon_version1.t_replica_tables t
            JOIN _sch_chameleon_version1.t_sources s USING (i_id_source)
            JOIN _sch_chameleon_version1.t_replica_batch b USING (i_id_source)
            WHERE NOT b.b_processed
            """,
            openBatch("a", 4711),
            setHighWatermark("a", 4711),
            openBatch("b", 4000),
            setHighWatermark("b", 4000));

    private SmallReplica replica;

    @BeforeEach
    void install_a_new_catalogue_beside_the_old_one() {
        replica = SmallReplica.create();
        execute("ALTER SCHEMA sch_chameleon RENAME TO _sch_chameleon_version1");
        new CatalogueInstallation(replica.database().dataSource(), CatalogueVersion.LATEST).run();
        execute("DROP TABLE sch_chameleon.flyway_schema_history");
    }

    @AfterEach
    void drop_it() {
        replica.close();
    }

    static IntStream kills() {
        return IntStream.range(0, STATEMENTS.size());
    }

    @ParameterizedTest
    @MethodSource("kills")
    void one_that_was_killed_is_named_and_taken_back(int statements) {
        STATEMENTS.stream().limit(statements).forEach(this::execute);

        CheckResult check = upgrade(LeftoverPolicy.REFUSE).check();

        assertThat(check.nothingToDo()).isFalse();
        assertThat(check.checks())
                .filteredOn(found -> found.id().equals("catalogue-version"))
                .singleElement()
                .satisfies(found -> assertThat(found.found()).contains("killed half-way"));
        var refusal = catchThrowableOfType(
                ChameleonException.class, () -> upgrade(LeftoverPolicy.REFUSE).run(UpgradeListener.SILENT));
        assertThat(refusal.failure().problem()).contains("killed half-way");
        CatalogueSituation situation = situation();
        assertThat(situation.meaning()).contains("killed half-way").doesNotContain("upgraded from");
        assertThat(situation.advice()).contains("Run rollback").doesNotContain("Drop");

        Upgrades.rollback(replica.database(), false).run();
        upgrade(LeftoverPolicy.DROP).run(UpgradeListener.SILENT);
        assertThat(situation().meaning()).contains("upgraded from the 1.7 catalogue");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(situation().meaning()).contains("but has no sources, while");
        STATEMENTS.stream().limit(4).forEach(this::execute);
        assertThat(situation().meaning())
                .contains("but has no batch for the source a, no batch for the source b, while");
        STATEMENTS.stream().skip(4).limit(2).forEach(this::execute);
        assertThat(situation().meaning())
                .contains("but has no consistent point for the source a, no batch for the source b, while");
    }

    @Test
    void one_that_has_ended_is_whole_and_can_be_taken_back() {
        STATEMENTS.forEach(this::execute);

        assertThat(upgrade(LeftoverPolicy.REFUSE).check().nothingToDo()).isTrue();
        assertThat(situation().meaning()).contains("upgraded from the 1.7 catalogue");
        assertThat(Upgrades.rollback(replica.database(), false).run().after()).isEqualTo("1.7");
    }

    @Test
    void one_that_had_found_no_tables_can_be_taken_back() {
        execute(addSource("a", "app1", "dest1"));
        execute("SELECT sch_chameleon.fn_refresh_parts()");
        execute("INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)"
                + " VALUES (1, '0', 0)");
        execute("UPDATE sch_chameleon.t_sources SET b_consistent = false, t_binlog_name = '0', i_binlog_position = 0");

        assertThat(Upgrades.rollback(replica.database(), false).run().after()).isEqualTo("1.7");
    }

    @Test
    void one_that_was_killed_and_then_initialised_anew_is_whole() {
        STATEMENTS.stream().limit(4).forEach(this::execute);
        execute(openBatch("a", 9000));
        execute(openBatch("b", 9000));
        execute("UPDATE sch_chameleon.t_sources SET enm_status = 'initialised', b_consistent = false,"
                + " t_binlog_name = 'mysql-bin.000002', i_binlog_position = 9000");

        assertThat(upgrade(LeftoverPolicy.REFUSE).check().nothingToDo()).isTrue();
    }

    @Test
    void a_catalogue_that_lacks_a_column_is_not_judged() {
        execute("ALTER TABLE sch_chameleon.t_replica_batch DROP COLUMN b_replayed");

        assertThat(upgrade(LeftoverPolicy.REFUSE).check().nothingToDo()).isTrue();
    }

    private static String addSource(String name, String mysqlSchema, String schema) {
        return """
                INSERT INTO sch_chameleon.t_sources (t_source, jsb_schema_mappings, enm_source_type, v_log_table)
                VALUES ('%1$s', '{"%2$s": "%3$s"}', 'mysql', '{t_log_replica_%1$s_1,t_log_replica_%1$s_2}')
                """.formatted(name, mysqlSchema, schema);
    }

    private static String openBatch(String source, int offset) {
        return """
                INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position, v_log_table)
                SELECT i_id_source, 'mysql-bin.000002', %d, v_log_table[2]
                FROM sch_chameleon.t_sources WHERE t_source = '%s'
                """.formatted(offset, source);
    }

    private static String setHighWatermark(String source, int offset) {
        return "UPDATE sch_chameleon.t_sources SET b_consistent = false, t_binlog_name = 'mysql-bin.000002',"
                + " i_binlog_position = " + offset + " WHERE t_source = '" + source + "'";
    }

    private CatalogueUpgrade upgrade(LeftoverPolicy policy) {
        return replica.upgrade(UpgradeOptions.defaults().withOnLeftover(policy));
    }

    private CatalogueSituation situation() {
        return new CatalogueStatus(replica.database().dataSource()).read().catalogue();
    }

    private void execute(String sql) {
        replica.database().execute(sql);
    }
}
