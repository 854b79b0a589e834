package io.chameleon.testing.replay;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;

/** The two layouts of the catalogue, as far as a replay sees them. */
public enum CatalogueLayout {
    V1_7("jsb_event_data", "jsb_event_update", """
            INSERT INTO sch_chameleon.t_sources (i_id_source, t_source, t_dest_schema, v_log_table)
            VALUES (1, 's1', 'app', '{log_s1_1,log_s1_2}'), (2, 's2', 'App X', '{log_s2_1,log_s2_2}')
            """) {
        @Override
        void install(TestDatabase database) throws SQLException {
            try (var connection = database.connect()) {
                Catalogue17.install(connection);
            }
        }

        @Override
        String insertRegistration() {
            return """
                    INSERT INTO sch_chameleon.t_replica_tables
                        (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                    VALUES (?, ?, ?, ARRAY[?])""";
        }

        @Override
        Object[] registrationRow(Registration table) {
            return new Object[] {table.source(), table.schema(), table.table(), table.keyOf17()};
        }
    },

    V2_0("jsb_event_after", "jsb_event_before", """
            INSERT INTO sch_chameleon.t_sources
                (i_id_source, t_source, jsb_schema_mappings, enm_source_type, v_log_table)
            VALUES (1, 's1', '{}', 'mysql', '{log_s1_1,log_s1_2}'), (2, 's2', '{}', 'mysql', '{log_s2_1,log_s2_2}');
            INSERT INTO sch_chameleon.t_last_replayed (i_id_source) VALUES (1), (2)
            """) {
        @Override
        void install(TestDatabase database) {
            CatalogueMigrations.configure(database.dataSource(), "sch_chameleon")
                    .load()
                    .migrate();
        }

        @Override
        String insertRegistration() {
            return """
                    INSERT INTO sch_chameleon.t_replica_tables
                        (i_id_source, v_schema_name, v_table_name, v_table_pkey, b_replica_enabled)
                    VALUES (?, ?, ?, ?, ?)""";
        }

        @Override
        Object[] registrationRow(Registration table) {
            return new Object[] {
                table.source(), table.schema(), table.table(), table.key().toArray(new String[0]), table.enabled()
            };
        }
    };

    private final String afterColumn;
    private final String beforeColumn;
    private final String insertSources;

    CatalogueLayout(String afterColumn, String beforeColumn, String insertSources) {
        this.afterColumn = afterColumn;
        this.beforeColumn = beforeColumn;
        this.insertSources = insertSources;
    }

    /** Creates the catalogue without sources. */
    abstract void install(TestDatabase database) throws SQLException;

    /** Adds a table; its parameters are what {@link #registrationRow} returns. */
    abstract String insertRegistration();

    abstract Object[] registrationRow(Registration table);

    /** Adds the two sources with their log tables. */
    String insertSources() {
        return insertSources;
    }

    /** Adds an event to a log table, with its images as text. */
    String insertEvent(long source, int partition) {
        return """
                INSERT INTO sch_chameleon.log_s%d_%d
                    (i_id_event, i_id_batch, v_schema_name, v_table_name, enm_binlog_event, %s, %s, t_query,
                     i_my_event_time, t_binlog_name, i_binlog_position)
                VALUES (?, ?, ?, ?, ?::sch_chameleon.en_binlog_event, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""".formatted(source, partition, afterColumn, beforeColumn);
    }
}
