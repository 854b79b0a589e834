package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.catalogue.LegacyBatch;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.catalogue.LegacyTable;
import io.chameleon.runner.config.SourceConfiguration;
import io.chameleon.runner.config.SourceType;
import io.chameleon.runner.config.TableSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcePlanTest {
    private static final SourceConfiguration UPGRADED = new SourceConfiguration(
            "upgraded",
            SourceType.MYSQL,
            Optional.empty(),
            Map.of("app1", "dest1", "app2", "dest2"),
            TableSelection.ALL,
            false);

    @Test
    void a_single_source_goes_on_exactly_where_it_stopped() {
        SourcePlan plan = SourcePlan.of(UPGRADED, List.of(source(1, "stopped", at(11, 777), table("dest1", "t"))));

        assertThat(plan.batchStart()).isEqualTo(at(11, 777));
        assertThat(plan.consistentPoint()).isEqualTo(at(11, 777));
        assertThat(plan.tables()).extracting(TablePlan::coordinate).containsExactly(at(11, 777));
    }

    @Test
    void merged_sources_start_at_the_one_behind_and_skip_what_the_one_ahead_has_applied() {
        SourcePlan plan = SourcePlan.of(
                UPGRADED,
                List.of(
                        source(1, "stopped", at(11, 777), table("dest1", "t")),
                        source(2, "stopped", at(10, 999), table("dest2", "t"))));

        assertThat(plan.batchStart()).isEqualTo(at(10, 999));
        assertThat(plan.consistentPoint()).isEqualTo(at(11, 777));
        assertThat(plan.tables()).extracting(TablePlan::coordinate).containsExactly(at(11, 778), at(10, 999));
        assertThat(plan.tables()).extracting(TablePlan::complete).containsExactly(at(11, 777), at(10, 999));
    }

    @Test
    void a_table_ahead_of_its_source_keeps_its_own_coordinates() {
        SourcePlan plan = SourcePlan.of(
                UPGRADED,
                List.of(source(1, "stopped", at(11, 777), table("dest1", "t"), table("dest1", "ahead", at(20, 4242)))));

        assertThat(plan.batchStart()).isEqualTo(at(11, 777));
        assertThat(plan.consistentPoint()).isEqualTo(at(20, 4242));
        assertThat(plan.tables()).extracting(TablePlan::coordinate).containsExactly(at(11, 777), at(20, 4243));
    }

    @Test
    void coordinates_of_a_table_behind_its_source_are_outdated() {
        SourcePlan plan =
                SourcePlan.of(UPGRADED, List.of(source(1, "stopped", at(11, 777), table("dest1", "old", at(10, 5)))));

        assertThat(plan.tables()).extracting(TablePlan::coordinate).containsExactly(at(11, 777));
    }

    @Test
    void a_source_without_tables_is_consistent_from_its_start() {
        SourcePlan plan = SourcePlan.of(UPGRADED, List.of(source(1, "stopped", at(11, 777))));

        assertThat(plan.consistentPoint()).isEqualTo(at(11, 777));
    }

    @Test
    void arrives_as_initialised_only_when_all_its_sources_were() {
        LegacySource initialised = source(1, "initialised", at(11, 777));
        LegacySource stopped = source(2, "stopped", at(11, 777));

        assertThat(SourcePlan.of(UPGRADED, List.of(initialised, initialised)).status())
                .isEqualTo("initialised");
        assertThat(SourcePlan.of(UPGRADED, List.of(initialised, stopped)).status())
                .isEqualTo("stopped");
        assertThat(SourcePlan.of(UPGRADED, List.of(source(3, "ready", at(11, 777))))
                        .status())
                .isEqualTo("stopped");
    }

    @Test
    void key_columns_are_the_identifiers_that_the_list_quotes() {
        var table =
                new LegacyTable("dest1", "t", List.of("\"a,b\",\"say \"\"x\"\"\""), Optional.empty(), Optional.empty());

        SourcePlan plan = SourcePlan.of(UPGRADED, List.of(source(1, "stopped", at(11, 777), table)));

        assertThat(plan.tables().get(0).key()).containsExactly("a,b", "say \"x\"");
    }

    private static LegacySource source(long id, String status, BinlogPosition restart, LegacyTable... tables) {
        var open =
                new LegacyBatch(id, Optional.of(restart.fileName()), Optional.of(restart.offset()), true, false, false);
        return new LegacySource(
                id, "source_" + id, Optional.of("app" + id), "dest" + id, status, List.of(open), List.of(tables));
    }

    private static LegacyTable table(String schema, String name) {
        return new LegacyTable(schema, name, List.of("\"id\""), Optional.empty(), Optional.empty());
    }

    private static LegacyTable table(String schema, String name, BinlogPosition own) {
        return new LegacyTable(schema, name, List.of("\"id\""), Optional.of(own.fileName()), Optional.of(own.offset()));
    }

    private static BinlogPosition at(int file, long offset) {
        return new BinlogPosition("mysql-bin.%06d".formatted(file), offset);
    }
}
