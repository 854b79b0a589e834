package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue's times are local ones of pg_chameleon's sessions. The runner's process may live in another zone. */
class LocalTimeIT {
    private static final String ZONE = "America/New_York";

    private final TimeZone given = TimeZone.getDefault();

    @BeforeEach
    void moveToTokyo() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    @AfterEach
    void comeBack() {
        TimeZone.setDefault(given);
    }

    @Test
    void the_runners_zone_is_of_no_effect() throws Exception {
        try (var replica = SmallReplica.create()) {
            TestDatabase database = replica.database();
            database.executeAsSuperuser("ALTER DATABASE \"" + database.name() + "\" SET timezone = '" + ZONE + "'");
            database.execute("ALTER TABLE dest1.t1 ADD COLUMN seen timestamptz;"
                    + " UPDATE sch_chameleon.t_log_replica"
                    + " SET jsb_event_data = jsb_event_data || '{\"seen\": \"2026-11-22 12:00:00\"}'"
                    + " WHERE v_table_name = 't1'");
            String opened =
                    text(database, "SELECT min(ts_created) FROM sch_chameleon.t_replica_batch WHERE NOT b_processed");

            replica.upgrade().run(UpgradeListener.SILENT);

            assertThat(text(database, "SELECT seen AT TIME ZONE '" + ZONE + "' FROM dest1.t1"))
                    .isEqualTo("2026-11-22 12:00:00");
            assertThat(text(
                            database,
                            "SELECT abs(extract(epoch FROM ts_replayed - (clock_timestamp() AT TIME ZONE '" + ZONE
                                    + "'))) < 600 FROM _sch_chameleon_version1.t_replica_batch WHERE b_replayed"))
                    .isEqualTo("t");
            assertThat(text(database, "SELECT ts_created FROM sch_chameleon.t_replica_batch"))
                    .as("no later than any batch that follows")
                    .isEqualTo(opened);
        }
    }

    @Test
    void a_clock_that_was_set_back_does_not_change_the_order_of_batches() throws Exception {
        try (var database = TestDatabase.create()) {
            Catalogue17.in(database)
                    .source("source_01", "app1", "dest1")
                    .table("t1")
                    .pendingBatch("mysql-bin.000002", 100, LogEvent17.insert("t1", "{\"id\": 1, \"v\": \"first\"}"))
                    .pendingBatch(
                            "mysql-bin.000002",
                            200,
                            LogEvent17.update("t1", "{\"id\": 1, \"v\": \"first\"}", "{\"id\": 1, \"v\": \"second\"}"))
                    .openBatch("mysql-bin.000002", 300);
            database.execute("UPDATE sch_chameleon.t_replica_batch SET ts_created = ts_created + interval '1 hour'"
                    + " WHERE i_binlog_position = 100");

            new CatalogueUpgrade(
                            database.dataSource(),
                            Upgrades.configuration("sources: {up: {type: mysql, schema_mappings: {app1: dest1}}}"),
                            UpgradeOptions.defaults())
                    .run(UpgradeListener.SILENT);

            assertThat(text(database, "SELECT v FROM dest1.t1")).isEqualTo("second");
        }
    }

    private static String text(TestDatabase database, String query) throws SQLException {
        return database.query(query).get(0);
    }
}
