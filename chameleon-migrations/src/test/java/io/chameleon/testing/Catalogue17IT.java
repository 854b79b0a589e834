package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Catalogue17IT {
    private TestDatabase database;
    private Catalogue17 catalogue;

    @BeforeEach
    void create_an_empty_catalogue() throws Exception {
        database = TestDatabase.create();
        catalogue = Catalogue17.in(database);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void has_the_structure_of_a_genuine_one() throws Exception {
        try (var connection = database.connect()) {
            assertThat(CatalogueStructure.read(connection, CatalogueMigrations.SCHEMA))
                    .isEqualTo(CatalogueStructure.reference(CatalogueVersion.V1_7));
        }
        assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                .containsExactly("1.7");
    }

    @Test
    void gives_a_source_log_partitions_like_those_of_pg_chameleon() throws Exception {
        catalogue.source("source_01", "my_schema", "dest");

        var constraints = database.query("""
                SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid = 'sch_chameleon.t_log_replica_2_src_1'::regclass AND contype <> 'n'""");
        assertThat(constraints)
                .containsExactlyInAnyOrder(
                        "pk_t_log_replica_2_src_1 PRIMARY KEY (i_id_event)",
                        "fk_t_log_replica_2_src_1 FOREIGN KEY (i_id_batch) REFERENCES "
                                + "sch_chameleon.t_replica_batch(i_id_batch) ON UPDATE RESTRICT ON DELETE CASCADE");
        assertThat(database.query(
                        "SELECT pg_get_indexdef('sch_chameleon.idx_id_batch_t_log_replica_1_src_1'::regclass)"))
                .containsExactly("CREATE INDEX idx_id_batch_t_log_replica_1_src_1 "
                        + "ON sch_chameleon.t_log_replica_1_src_1 USING btree (i_id_batch)");
    }

    @Test
    void queues_only_the_events_of_a_pending_batch() throws Exception {
        catalogue
                .source("source_01", "my_schema", "dest")
                .table("t")
                .pendingBatch("mysql-bin.000001", 4, LogEvent17.insert("t", "{\"id\": 1}"), LogEvent17.ddl("t", ""))
                .batch(BatchState17.WITHOUT_QUEUE, "mysql-bin.000001", 99, LogEvent17.insert("t", "{\"id\": 2}"))
                .openBatch("mysql-bin.000001", 4711, LogEvent17.delete("t", "{\"id\": 1}"));

        assertThat(database.query("SELECT i_id_batch || ':' || i_id_event::text FROM sch_chameleon.t_batch_events"))
                .containsExactly("1:{1,2}");
    }

    @Test
    void writes_the_batches_to_the_two_log_partitions_in_turn() throws Exception {
        catalogue
                .source("source_01", "my_schema", "dest")
                .pendingBatch("mysql-bin.000001", 4, LogEvent17.insert("t", "{\"id\": 1}"))
                .openBatch("mysql-bin.000001", 4711, LogEvent17.insert("t", "{\"id\": 2}"));

        assertThat(database.query("SELECT tableoid::regclass FROM sch_chameleon.t_log_replica ORDER BY i_id_event"))
                .containsExactly("sch_chameleon.t_log_replica_2_src_1", "sch_chameleon.t_log_replica_1_src_1");
    }

    @Test
    void gives_a_table_coordinates_of_its_own() throws Exception {
        catalogue
                .source("source_01", "my_schema", "dest")
                .register("t", "\"a\",\"b\"")
                .synchronisedAt("t", "mysql-bin.000002", 99);

        var registered = database.query("""
                SELECT v_table_pkey[1] || ' ' || t_binlog_name || ' ' || i_binlog_position
                FROM sch_chameleon.t_replica_tables""");
        assertThat(registered).containsExactly("\"a\",\"b\" mysql-bin.000002 99");
    }

    @Test
    void leaves_the_replay_to_the_upgrade() {
        assertThatThrownBy(() -> database.query("SELECT sch_chameleon.fn_process_batch(10000, 1)"))
                .hasMessageContaining("must not be called by the upgrade");
    }
}
