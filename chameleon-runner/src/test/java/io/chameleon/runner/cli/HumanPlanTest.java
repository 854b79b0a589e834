package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.SourceOrigin;
import io.chameleon.runner.SourcePlan;
import io.chameleon.runner.TablePlan;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.runner.replay.PendingBatches;
import io.chameleon.runner.replay.PendingTable;
import io.chameleon.runner.replay.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HumanPlanTest {
    private static final BinlogPosition START = new BinlogPosition("bin.000001", 100);
    private static final BinlogPosition LATER = new BinlogPosition("bin.000002", 7);

    @Test
    void of_many_tables_only_the_numbers_are_shown() {
        var tables = new ArrayList<TablePlan>();
        for (int number = 0; number < 60; number++) {
            tables.add(table("orders", "t" + number, START));
        }
        tables.add(table("orders", "synchronised", LATER));
        UpgradePlan plan = plan(tables, new PendingBatches(0, List.of()));

        assertThat(HumanPlan.render(plan, false)).endsWith("""
                  tables            61

                  schema  tables  coordinate
                  orders  60      bin.000001,100
                  orders  1       bin.000002,8
                  (--verbose lists every table)

                Replayed first: nothing is pending
                """);
        assertThat(HumanPlan.render(plan, true)).contains("  orders.t59           id   bin.000001,100\n");
    }

    @Test
    void pending_events_are_shown_by_table() {
        var pending = new PendingBatches(
                1,
                List.of(
                        new PendingTable(new SourceTable("s1", "orders", "line"), true, 1, 12, 0, 0, 0),
                        new PendingTable(new SourceTable("s1", "orders", "nokey"), false, 1, 3, 0, 0, 0)));

        assertThat(HumanPlan.render(plan(List.of(table("orders", "line", START)), pending), false))
                .endsWith("""
                Replayed first: 1 batch with 15 events
                  source  table         events
                  s1      orders.line   12
                  s1      orders.nokey  3 (skipped: not registered)
                """);
    }

    private static UpgradePlan plan(List<TablePlan> tables, PendingBatches pending) {
        var origin = new SourceOrigin(1, "s1", "shop", "orders", START);
        var source = new SourcePlan(
                "all", "mysql", Map.of("shop", "orders"), List.of(origin), "stopped", START, LATER, tables);
        return new UpgradePlan(CatalogueVersion.V1_7, CatalogueVersion.LATEST, List.of(source), pending, List.of());
    }

    private static TablePlan table(String schema, String name, BinlogPosition complete) {
        BinlogPosition coordinate = complete.isAfter(START) ? complete.next() : complete;
        return new TablePlan(schema, name, List.of("id"), complete, coordinate);
    }
}
