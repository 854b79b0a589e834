package io.chameleon.testing.replay;

import static java.util.stream.Collectors.joining;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

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
        String insertRegistration(Registration table) {
            return """
                    INSERT INTO sch_chameleon.t_replica_tables
                        (i_id_source, v_schema_name, v_table_name, v_table_pkey)
                    VALUES (%d, %s, %s, %s)""".formatted(
                            table.source(),
                            Quoting.literal(table.schema()),
                            Quoting.literal(table.table()),
                            array(table.keyOf17()));
        }

        @Override
        String forgetErrors() {
            return "";
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
        String insertRegistration(Registration table) {
            return """
                    INSERT INTO sch_chameleon.t_replica_tables
                        (i_id_source, v_schema_name, v_table_name, v_table_pkey, b_replica_enabled)
                    VALUES (%d, %s, %s, %s, %s)""".formatted(
                            table.source(),
                            Quoting.literal(table.schema()),
                            Quoting.literal(table.table()),
                            array(table.key()),
                            table.enabled());
        }

        @Override
        String forgetErrors() {
            return "DELETE FROM sch_chameleon.t_error_log";
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

    abstract String insertRegistration(Registration table);

    /** Empties the error log. */
    abstract String forgetErrors();

    /** Adds the two sources with their log tables. */
    String insertSources() {
        return insertSources;
    }

    /** Adds events to a log table; their rows follow. */
    String insertEvents(long source, int partition) {
        return """
                INSERT INTO sch_chameleon.log_s%d_%d
                    (i_id_event, i_id_batch, v_schema_name, v_table_name, enm_binlog_event, %s, %s, t_query,
                     i_my_event_time, t_binlog_name, i_binlog_position)
                VALUES
                """.formatted(source, partition, afterColumn, beforeColumn);
    }

    private static String array(List<String> texts) {
        return "ARRAY[" + texts.stream().map(Quoting::literal).collect(joining(", ")) + "]::text[]";
    }
}
