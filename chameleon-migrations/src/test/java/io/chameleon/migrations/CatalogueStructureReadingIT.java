package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test works in a transaction that is rolled back, unless it says otherwise. */
class CatalogueStructureReadingIT {
    private static final CatalogueStructure REFERENCE = CatalogueStructure.reference(CatalogueVersion.LATEST);

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
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.close();
    }

    static List<Arguments> changes() {
        return List.of(
                Arguments.of(
                        "ALTER TABLE t_sources DROP COLUMN b_paused",
                        new Difference("column t_sources.b_paused", "boolean NOT NULL DEFAULT false", "absent")),
                Arguments.of(
                        "ALTER TABLE t_sources ADD COLUMN extra int",
                        new Difference("column t_sources.extra", "absent", "integer")),
                Arguments.of(
                        "ALTER TABLE t_replica_batch ALTER t_gtid_set SET NOT NULL",
                        new Difference("column t_replica_batch.t_gtid_set", "text", "text NOT NULL")),
                Arguments.of(
                        "DROP INDEX idx_t_sources_t_source; CREATE INDEX idx_t_sources_t_source ON t_sources (t_source)",
                        new Difference(
                                "index t_sources.idx_t_sources_t_source",
                                "CREATE UNIQUE INDEX idx_t_sources_t_source"
                                        + " ON sch_chameleon.t_sources USING btree (t_source)",
                                "CREATE INDEX idx_t_sources_t_source"
                                        + " ON sch_chameleon.t_sources USING btree (t_source)")),
                Arguments.of(
                        "ALTER TABLE t_ukeys DROP CONSTRAINT pk_t_ukeys",
                        new Difference("constraint t_ukeys.pk_t_ukeys", "PRIMARY KEY (i_id_ukey)", "absent")),
                Arguments.of(
                        "ALTER TABLE t_ukeys ADD CONSTRAINT positive CHECK (i_id_ukey > 0)",
                        new Difference("constraint t_ukeys.positive", "absent", "CHECK ((i_id_ukey > 0))")),
                Arguments.of(
                        "CREATE TYPE en_more AS ENUM ('b', 'a')", new Difference("enum en_more", "absent", "b, a")),
                Arguments.of(
                        "CREATE TYPE ty_more AS (a int, b text)",
                        new Difference("type ty_more", "absent", "a integer, b text")),
                Arguments.of(
                        "CREATE VIEW v_more AS SELECT 1 AS a", new Difference("view v_more", "absent", "a integer")),
                Arguments.of("CREATE SEQUENCE more", new Difference("sequence more", "absent", "bigint")),
                Arguments.of(
                        "DROP FUNCTION fn_refresh_parts()",
                        new Difference("function fn_refresh_parts()", "void", "absent")),
                Arguments.of(
                        "DROP AGGREGATE binlog_max(text[])",
                        new Difference(
                                "aggregate binlog_max(text[])",
                                "SFUNC sch_chameleon.fn_binlog_max, STYPE text[],"
                                        + " FINALFUNC sch_chameleon.fn_binlog_max_final, INITCOND {0,0}",
                                "absent")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tells_what_is_missing_unexpected_or_different(String change, Difference difference) throws Exception {
        Queries.execute(connection, "SET LOCAL search_path = sch_chameleon; " + change);

        assertThat(differences()).containsExactly(difference);
    }

    @Test
    void functions_of_our_own_and_log_tables_are_no_differences() throws Exception {
        Queries.execute(
                connection,
                "SET LOCAL search_path = sch_chameleon;"
                        + "CREATE FUNCTION fn_more(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                        + "CREATE TABLE t_log_replica_s1_1 (PRIMARY KEY (i_id_event)) INHERITS (t_log_replica);"
                        + "CREATE INDEX ON t_log_replica_s1_1 (i_id_batch)");

        assertThat(differences()).isEmpty();
        assertThat(CatalogueStructure.readLogTables(connection, SCHEMA).objects())
                .containsEntry("constraint t_log_replica_s1_1.t_log_replica_s1_1_pkey", "PRIMARY KEY (i_id_event)")
                .allSatisfy((object, definition) -> assertThat(object).contains(" t_log_replica_s1_1."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sch_chameleon", "public, sch_chameleon", "\"$user\"", "sch_chameleon, pg_catalog", ""})
    void the_search_path_neither_matters_nor_changes(String searchPath) throws Exception {
        setSearchPath(searchPath);
        assertThat(differences()).isEmpty();
        assertThat(Queries.rows(connection, "SHOW search_path")).containsExactly(searchPath);
    }

    @Test
    void a_search_path_of_the_transaction_ends_with_it() throws Exception {
        Queries.execute(connection, "SET LOCAL search_path = sch_chameleon");
        CatalogueStructure.read(connection, SCHEMA);
        assertThat(Queries.rows(connection, "SHOW search_path")).containsExactly("sch_chameleon");
        connection.commit();
        assertThat(Queries.rows(connection, "SHOW search_path")).containsExactly("\"$user\", public");
    }

    @Test
    void reads_with_autocommit() throws Exception {
        connection.rollback();
        connection.setAutoCommit(true);
        setSearchPath("sch_chameleon");

        assertThat(differences()).isEmpty();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(Queries.rows(connection, "SHOW search_path")).containsExactly("sch_chameleon");
    }

    @Test
    void reads_in_a_read_only_transaction() throws Exception {
        connection.rollback();
        connection.setReadOnly(true);
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_schema_whose_name_ends_alike_stays_another() throws Exception {
        Queries.execute(
                connection,
                "CREATE SCHEMA \"x sch_chameleon\"; CREATE SCHEMA _sch_chameleon;"
                        + "CREATE TYPE \"x sch_chameleon\".a AS ENUM ('a'); CREATE TYPE _sch_chameleon.b AS ENUM ('b');"
                        + "ALTER TABLE sch_chameleon.t_sources ADD a \"x sch_chameleon\".a, ADD b _sch_chameleon.b");

        assertThat(differences())
                .extracting(Difference::found)
                .containsExactly("\"x sch_chameleon\".a", "_sch_chameleon.b");
    }

    @Test
    void a_schema_that_does_not_exist_has_no_objects() throws Exception {
        assertThat(CatalogueStructure.read(connection, "no such schema").objects())
                .isEmpty();
    }

    private List<Difference> differences() throws SQLException {
        return CatalogueStructure.read(connection, SCHEMA).differencesFrom(REFERENCE);
    }

    private void setSearchPath(String searchPath) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
            statement.setString(1, searchPath);
            statement.execute();
        }
    }
}
