package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.Identifier;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MySQL allows names of 64 characters, of which PostgreSQL keeps what fits into 63 bytes. */
class LongNamesIT {
    private static final String LATIN = "t".repeat(64);
    private static final String CYRILLIC = "я".repeat(64);

    /** So many that they are applied at once. */
    private static final int MANY = 60;

    @Test
    void of_64_characters_are_upgraded_with_their_pending_events() throws SQLException {
        for (String schema : List.of("dest1", "s".repeat(64))) {
            try (var database = TestDatabase.create()) {
                fill(database, schema);
                var upgrade = new CatalogueUpgrade(
                        database.dataSource(),
                        Upgrades.configuration(
                                "sources: {merged: {type: mysql, schema_mappings: {app1: " + schema + "}}}"),
                        UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP));

                assertThat(upgrade.check().checks()).allMatch(check -> check.outcome() == CheckOutcome.PASS);
                var result = upgrade.run(UpgradeListener.SILENT);
                assertRows(database, schema);
                Upgrades.rollback(database, false).run();
                upgrade.run(UpgradeListener.SILENT);

                assertThat(result.outcome()).isEqualTo(UpgradeOutcome.DONE);
                assertThat(database.query("""
                        SELECT v_schema_name || '.' || v_table_name || ' ' || i_binlog_position
                        FROM sch_chameleon.t_replica_tables ORDER BY 1"""))
                        .containsExactlyInAnyOrder(schema + "." + LATIN + " 4711", schema + "." + CYRILLIC + " 8001");
                assertThat(replayInsert(database, schema, LATIN)).containsExactly("t");
                assertThat(database.query("SELECT v FROM " + Identifier.quote(schema, LATIN) + " WHERE id = 0"))
                        .containsExactly("from 2.0");
                assertRows(database, schema);
            }
        }
    }

    /** Of a hundred thousand events that are applied one by one the driver would keep as many. */
    @Test
    void that_are_cut_make_no_notices() throws SQLException {
        try (var database = TestDatabase.create()) {
            fill(database, "dest1");
            database.execute("ALTER TABLE dest1." + CYRILLIC
                    + " ADD level text DEFAULT pg_catalog.current_setting('client_min_messages')");

            new CatalogueUpgrade(
                            database.dataSource(),
                            Upgrades.configuration("sources: {merged: {type: mysql, schema_mappings: {app1: dest1}}}"),
                            UpgradeOptions.defaults())
                    .run(UpgradeListener.SILENT);

            assertThat(database.query("SELECT level FROM dest1." + CYRILLIC)).containsExactly("warning");
        }
    }

    private static void fill(TestDatabase database, String schema) throws SQLException {
        var events = new ArrayList<LogEvent17>();
        for (int id = 1; id <= MANY; id++) {
            events.add(LogEvent17.insert(LATIN, row(id, "before")));
        }
        for (int id = 1; id < MANY; id++) {
            events.add(LogEvent17.update(LATIN, row(id, "before"), row(id, "after")));
        }
        events.add(LogEvent17.delete(LATIN, row(MANY, "before")));
        events.add(LogEvent17.insert(CYRILLIC, row(1, "before")));
        events.add(LogEvent17.update(CYRILLIC, row(1, "before"), row(1, "after")));
        events.add(LogEvent17.ddl(CYRILLIC, "ALTER TABLE " + Identifier.quote(schema, CYRILLIC) + " ADD w text"));
        Catalogue17.in(database)
                .source("source_01", "app1", schema)
                .table(LATIN)
                .table(CYRILLIC)
                .synchronisedAt(CYRILLIC, "mysql-bin.000002", 8000)
                .pendingBatch("mysql-bin.000002", 100, events.toArray(LogEvent17[]::new))
                .openBatch("mysql-bin.000002", 4711);
    }

    private static String row(int id, String value) {
        return "{\"id\": " + id + ", \"v\": \"" + value + "\"}";
    }

    private static void assertRows(TestDatabase database, String schema) throws SQLException {
        assertThat(database.query("SELECT v FROM " + Identifier.quote(schema, LATIN) + " WHERE id > 0"))
                .hasSize(MANY - 1)
                .containsOnly("after");
        assertThat(database.query("SELECT id || v || coalesce(w, '') FROM " + Identifier.quote(schema, CYRILLIC)))
                .containsExactly("1after");
    }

    /** As 2.0 does it: an event of the open batch, which is closed then. */
    private static List<String> replayInsert(TestDatabase database, String schema, String table) throws SQLException {
        database.execute("""
                INSERT INTO sch_chameleon.t_log_replica_merged_1
                    (i_id_batch, v_schema_name, v_table_name, enm_binlog_event, jsb_event_after, t_binlog_name,
                     i_binlog_position, i_my_event_time)
                SELECT i_id_batch, '%s', '%s', 'insert', '{"id": 0, "v": "from 2.0"}', 'mysql-bin.000002', 9000, 1700000000
                FROM sch_chameleon.t_replica_batch;
                UPDATE sch_chameleon.t_replica_batch SET b_started = true, b_processed = true;
                INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event)
                SELECT i_id_batch, ARRAY[i_id_event] FROM sch_chameleon.t_log_replica""".formatted(schema, table));
        return database.query("SELECT v_table_error IS NULL FROM sch_chameleon.fn_replay_mysql(100, 1, false)");
    }
}
