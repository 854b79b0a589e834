package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioIT {
    @ParameterizedTest
    @CsvSource({
        "UPDATE, 14, 15, 1240",
        "INSERT, 15, 15, 1240",
        "UNSTARTED, 15, 15, 1240",
        "SYNCTABLES, 15, 15, 1167",
        "TWOOPEN, 17, 15, 1352",
        "NOPK, 18, 15, 12197"
    })
    void holds_what_was_recorded(Scenario scenario, String batches, String tables, String events) throws Exception {
        try (var database = scenario.database()) {
            assertThat(database.query("SELECT count(*) FROM sch_chameleon.t_replica_batch"))
                    .containsExactly(batches);
            assertThat(database.query("SELECT count(*) FROM sch_chameleon.t_replica_tables"))
                    .containsExactly(tables);
            assertThat(database.query("SELECT count(*) FROM sch_chameleon.t_log_replica"))
                    .containsExactly(events);
            assertThat(database.query("SELECT i_id_event FROM ONLY sch_chameleon.t_log_replica"))
                    .as("events outside of the log partitions")
                    .isEmpty();
            assertThat(database.query("SELECT id FROM db_schema_02.t_basic")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void starts_its_stream_at_the_oldest_open_batch(Scenario scenario) throws Exception {
        try (var database = scenario.database()) {
            var start = scenario.streamStart();
            var oldest = database.query("""
                    SELECT t_binlog_name || ',' || i_binlog_position FROM sch_chameleon.t_replica_batch
                    WHERE NOT b_processed ORDER BY t_binlog_name, i_binlog_position LIMIT 1""");

            assertThat(oldest).containsExactly(start.file() + "," + start.offset());
        }
    }

    @Test
    void belongs_to_the_role_that_replicates() throws Exception {
        try (var database = Scenario.UPDATE.database()) {
            var owners = database.query("""
                    SELECT DISTINCT unnest(ARRAY[relowner, nspowner])::regrole
                    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                    WHERE nspname IN ('sch_chameleon', 'db_schema_01', 'db_schema_02')""");

            assertThat(owners).containsExactly(TestDatabase.OWNER);
        }
    }

    @ParameterizedTest
    @CsvSource({"t_replica_batch, i_id_batch", "t_log_replica, i_id_event", "t_sources, i_id_source"})
    void numbers_new_rows_behind_the_recorded_ones(String table, String column) throws Exception {
        try (var database = Scenario.UPDATE.database()) {
            var isGreater = database.query("""
                    SELECT nextval(pg_get_serial_sequence('sch_chameleon.%1$s', '%2$s')) > max(%2$s)
                    FROM sch_chameleon.%1$s""".formatted(table, column));

            assertThat(isGreater).containsExactly("t");
        }
    }

    @Test
    void leads_its_configuration_to_a_database() {
        try (var database = TestDatabase.create()) {
            assertThat(Scenario.UPDATE.configuration(database))
                    .contains("database: \"" + database.name() + "\"", "port: \"" + database.port() + "\"");
        }
    }
}
