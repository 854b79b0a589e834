package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test works in a transaction that is rolled back. */
class RefreshPartsIT {
    private static final String REFRESH = "SELECT sch_chameleon.fn_refresh_parts()";

    private static TestDatabase database;
    private Connection connection;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        CatalogueMigrations.configure(database.dataSource(), SCHEMA).load().migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void begin() throws Exception {
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws Exception {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s1",
                "my-src",
                "q'uote",
                "o\"dd",
                "with blanks",
                "ABC",
                "100%s",
                "größe",
                "thirty_four_characters_are_harmless",
                "thirty_five_characters_are_too_many_",
                "forty_four_characters_are_harmless_for_a_key",
                "forty_five_characters_are_too_many_for_a_key_",
                "forty_seven_characters_are_all_that_a_table_has"
            })
    void both_log_tables_of_a_source_are_complete(String source) throws Exception {
        addSource(source);

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertComplete(LogTable.of(source, 1));
        assertComplete(LogTable.of(source, 2));
    }

    @Test
    void inherits_columns_and_defaults() throws Exception {
        addSource("s1");
        Queries.warnings(connection, REFRESH);

        var parent = CatalogueStructure.read(connection, SCHEMA).objects();
        var logTables = CatalogueStructure.readLogTables(connection, SCHEMA).objects();
        parent.forEach((object, definition) -> {
            if (object.startsWith("column t_log_replica.")) {
                assertThat(logTables).containsEntry(object.replace("t_log_replica", "t_log_replica_s1_1"), definition);
            }
        });
    }

    @Test
    void does_nothing_the_second_time() throws Exception {
        addSource("s1");
        addSource("forty_seven_characters_are_all_that_a_table_has");
        Queries.warnings(connection, REFRESH);
        var first = CatalogueStructure.readLogTables(connection, SCHEMA);

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA)).isEqualTo(first);
    }

    @Test
    void sources_whose_names_differ_in_case_have_their_own_log_tables() throws Exception {
        addSource("ABC");
        addSource("abc");

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertComplete(LogTable.of("ABC", 1));
        assertComplete(LogTable.of("abc", 1));
    }

    @Test
    void log_tables_that_pg_chameleon_created_stay_as_they_are() throws Exception {
        addSource("ABC");
        createLogTable("t_log_replica_ABC_1", "pk_t_log_replica_abc_1", "idx_id_batch_t_log_replica_abc_1");
        createLogTable("t_log_replica_ABC_2", "pk_t_log_replica_abc_2", "idx_id_batch_t_log_replica_abc_2");
        var before = CatalogueStructure.readLogTables(connection, SCHEMA);

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA)).isEqualTo(before);
    }

    @Test
    void gives_way_to_names_that_pg_chameleon_has_folded() throws Exception {
        addSource("ABC");
        createLogTable("t_log_replica_ABC_1", "pk_t_log_replica_abc_1", "idx_id_batch_t_log_replica_abc_1");
        addSource("abc");

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertThat(definitions("t_log_replica_abc_1")).hasSize(3);
    }

    @Test
    void an_index_that_was_cut_away_is_added() throws Exception {
        String source = "thirty_nine_characters_are_cut_to_equal";
        addSource(source);
        String cut = ("idx_id_batch_t_log_replica_" + source).substring(0, 63);
        createLogTable("t_log_replica_" + source + "_1", "pk_t_log_replica_" + source + "_1", cut);
        createLogTable("t_log_replica_" + source + "_2", "pk_t_log_replica_" + source + "_2", null);

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertThat(definitions("t_log_replica_" + source + "_1")).hasSize(3);
        assertThat(definitions("t_log_replica_" + source + "_2"))
                .hasSize(3)
                .anyMatch(definition -> definition.endsWith("USING btree (i_id_batch)"));
    }

    @Test
    void keys_that_are_missing_are_added() throws Exception {
        addSource("s1");
        Queries.execute(
                connection,
                "CREATE TABLE sch_chameleon.t_log_replica_s1_1 () " + "INHERITS (sch_chameleon.t_log_replica)");

        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        assertComplete(LogTable.of("s1", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "''", "repeat('x', 64)", "repeat('ü', 32)", "'t_replica_tables'", "'v_version'"})
    void an_unusable_log_table_is_named_and_blocks_no_other(String element) throws Exception {
        addSource("first");
        Queries.execute(
                connection,
                "UPDATE sch_chameleon.t_sources SET t_source = 'broken one', v_log_table = ARRAY[" + element + "]");
        addSource("second");

        assertThat(Queries.warnings(connection, REFRESH))
                .singleElement()
                .asString()
                .contains("\"broken one\"");
        assertComplete(LogTable.of("second", 1));
        assertComplete(LogTable.of("second", 2));
    }

    @Test
    void rows_that_forbid_a_key_block_no_other_source() throws Exception {
        addSource("dup");
        Queries.execute(
                connection,
                "CREATE TABLE sch_chameleon.t_log_replica_dup_1 () "
                        + "INHERITS (sch_chameleon.t_log_replica);"
                        + "INSERT INTO sch_chameleon.t_log_replica_dup_1"
                        + " (i_id_event, i_id_batch, v_table_name, v_schema_name, enm_binlog_event)"
                        + " SELECT 1, 1, 't', 's', 'ddl' FROM generate_series(1, 2)");
        addSource("second");

        assertThat(Queries.warnings(connection, REFRESH))
                .singleElement()
                .asString()
                .contains("t_log_replica_dup_1", "dup");
        assertComplete(LogTable.of("dup", 2));
        assertComplete(LogTable.of("second", 1));
    }

    @Test
    void a_lock_that_cannot_be_had_is_no_fault_of_the_log_table() throws Exception {
        addSource("s1");
        try (var other = database.connect()) {
            other.setAutoCommit(false);
            Queries.execute(other, "LOCK TABLE sch_chameleon.t_log_replica");
            Queries.execute(connection, "SET LOCAL lock_timeout = '50ms'");

            assertThatThrownBy(() -> Queries.execute(connection, REFRESH))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        }
    }

    @Test
    void no_sources_and_sources_without_log_tables_are_fine() throws Exception {
        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        addSource("s1");
        Queries.execute(connection, "UPDATE sch_chameleon.t_sources SET v_log_table = NULL");
        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();
        Queries.execute(connection, "UPDATE sch_chameleon.t_sources SET v_log_table = '{t_log_replica}'");
        assertThat(Queries.warnings(connection, REFRESH)).isEmpty();

        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA).objects())
                .isEmpty();
        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
    }

    private void addSource(String name) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO sch_chameleon.t_sources "
                + "(t_source, jsb_schema_mappings, enm_source_type, v_log_table) VALUES (?, '{}', 'mysql', ?)")) {
            statement.setString(1, name);
            statement.setArray(2, connection.createArrayOf("varchar", new String[] {
                "t_log_replica_" + name + "_1", "t_log_replica_" + name + "_2"
            }));
            statement.executeUpdate();
        }
    }

    /** Creates a log table as pg_chameleon does; the names are folded to lower case, and the index may be missing. */
    private void createLogTable(String name, String primaryKey, String index) throws SQLException {
        Queries.execute(
                connection,
                "CREATE TABLE sch_chameleon.\"%s\" (CONSTRAINT %s PRIMARY KEY (i_id_event), CONSTRAINT fk_%s"
                                .formatted(name, primaryKey, name)
                        + " FOREIGN KEY (i_id_batch) REFERENCES sch_chameleon.t_replica_batch (i_id_batch)"
                        + " ON UPDATE RESTRICT ON DELETE CASCADE) INHERITS (sch_chameleon.t_log_replica)");
        if (index != null) {
            Queries.execute(connection, "CREATE INDEX %s ON sch_chameleon.\"%s\" (i_id_batch)".formatted(index, name));
        }
    }

    private void assertComplete(LogTable table) throws SQLException {
        var objects = CatalogueStructure.readLogTables(connection, SCHEMA).objects();
        assertThat(objects)
                .containsEntry("constraint " + table.name() + "." + table.primaryKey(), "PRIMARY KEY (i_id_event)")
                .containsEntry(
                        "constraint " + table.name() + "." + table.foreignKey(),
                        "FOREIGN KEY (i_id_batch) REFERENCES sch_chameleon.t_replica_batch(i_id_batch)"
                                + " ON UPDATE RESTRICT ON DELETE CASCADE")
                .containsKey("index " + table.name() + "." + table.batchIndex());
        assertThat(definitions(table.name())).hasSize(3);
    }

    /** The definitions of what belongs to a log table besides its columns. */
    private List<String> definitions(String logTable) throws SQLException {
        return CatalogueStructure.readLogTables(connection, SCHEMA).objects().entrySet().stream()
                .filter(object -> object.getKey().contains(" " + logTable + "."))
                .filter(object -> !object.getKey().startsWith("column "))
                .map(Map.Entry::getValue)
                .toList();
    }
}
