package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.catalogue.BinlogPosition;
import io.chameleon.testing.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanIT {
    @Test
    void tells_what_the_upgrade_of_the_recorded_catalogue_would_do() {
        try (var database = Scenario.SYNCTABLES.database()) {
            UpgradePlan plan = Upgrades.of(Scenario.SYNCTABLES, database).plan();

            assertThat(plan.migrations())
                    .startsWith("2.0.0 Create catalogue", "2.0.0.1 Import catalogue 1 7")
                    .contains("Create functions");
            assertThat(plan.pending().events()).isPositive();
            assertThat(plan.sources()).singleElement().satisfies(source -> {
                assertThat(source.name()).isEqualTo("upgraded");
                assertThat(source.schemaMappings())
                        .isEqualTo(Map.of("my_schema_01", "db_schema_01", "my_schema_02", "db_schema_02"));
                assertThat(source.mergedSources()).containsExactly("source_01", "source_02");
                assertThat(source.batchStart()).isEqualTo(new BinlogPosition("mysql-bin.000001", 6007024));
                assertThat(source.tables())
                        .filteredOn(table -> table.qualifiedName().equals("db_schema_02.t_enum"))
                        .singleElement()
                        .satisfies(table -> assertThat(table.complete()).isEqualTo(source.consistentPoint()));
            });
        }
    }
}
