package io.chameleon.runner.benchmark;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.testing.Catalogue17;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The catalogues that events are replayed from. */
enum BenchmarkLayout {
    V1_7("""
            INSERT INTO sch_chameleon.t_sources (i_id_source, t_source, t_dest_schema, v_log_table)
            VALUES (1, 's', 'app', '{log_s_1,log_s_2}')""", "ARRAY['\"id\"']", "jsb_event_data, jsb_event_update") {
        @Override
        void install(DataSource database) throws SQLException {
            try (var connection = database.getConnection()) {
                Catalogue17.install(connection);
            }
        }
    },
    V2_0("""
            INSERT INTO sch_chameleon.t_sources
                (i_id_source, t_source, jsb_schema_mappings, enm_source_type, v_log_table)
            VALUES (1, 's', '{}', 'mysql', '{log_s_1,log_s_2}');
            INSERT INTO sch_chameleon.t_last_replayed (i_id_source) VALUES (1)""", "ARRAY['id']", "jsb_event_after, jsb_event_before") {
        @Override
        void install(DataSource database) {
            CatalogueMigrations.configure(database, "sch_chameleon").load().migrate();
        }
    };

    private final String insertSource;
    private final String key;
    private final String imageColumns;

    BenchmarkLayout(String insertSource, String key, String imageColumns) {
        this.insertSource = insertSource;
        this.key = key;
        this.imageColumns = imageColumns;
    }

    abstract void install(DataSource database) throws SQLException;

    String insertSource() {
        return insertSource;
    }

    String insertTable(String name) {
        return """
                INSERT INTO sch_chameleon.t_replica_tables (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                VALUES (1, 'app', '%s', %s)""".formatted(name, key);
    }

    /** Copies the events into the log. */
    String insertEvents() {
        return """
                INSERT INTO sch_chameleon.log_s_1
                    (i_id_event, i_id_batch, v_schema_name, v_table_name, enm_binlog_event, %s, i_my_event_time,
                     t_binlog_name, i_binlog_position)
                SELECT id, 1, 'app', table_name, kind::sch_chameleon.en_binlog_event, after_image, before_image,
                       1700000000 + id, 'bin.000001', id * 100
                FROM events ORDER BY id""".formatted(imageColumns);
    }
}
