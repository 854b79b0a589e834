package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of the views drop what they belong to and bring back the same. */
class IndexViewsIT {
    private static final String TABLES = """
            CREATE SCHEMA ve;
            CREATE TABLE ve.par (id int PRIMARY KEY, w int, u int,
                CONSTRAINT "Odd Name" UNIQUE (w, u) DEFERRABLE INITIALLY DEFERRED,
                EXCLUDE USING btree (u WITH =));
            CREATE TABLE ve."Chi ld" (pid int REFERENCES ve.par, "q C" int,
                CONSTRAINT "fk Q" FOREIGN KEY ("q C") REFERENCES ve.par (id) DEFERRABLE);
            ALTER TABLE ve."Chi ld" ADD CONSTRAINT later FOREIGN KEY (pid) REFERENCES ve.par NOT VALID;
            CREATE UNIQUE INDEX uq ON ve."Chi ld" (pid);
            CREATE INDEX "ON ONLY" ON ve."Chi ld" (lower(("q C" || ' ON ONLY ')));
            CREATE INDEX partial ON ve."Chi ld" (pid DESC) WHERE pid > 3;
            CREATE MATERIALIZED VIEW ve.mat AS SELECT id FROM ve.par;
            CREATE UNIQUE INDEX mat_id ON ve.mat (id);
            CREATE TABLE ve.rng (id int NOT NULL, v int) PARTITION BY RANGE (id);
            CREATE TABLE ve.rng_1 PARTITION OF ve.rng FOR VALUES FROM (1) TO (10);
            CREATE INDEX own ON ve.rng_1 (v, id);
            """;

    private static final String PARTITIONED_KEYS = """
            ALTER TABLE ve.rng ADD PRIMARY KEY (id);
            CREATE UNIQUE INDEX rng_unique ON ve.rng (id, v);
            CREATE TABLE ve.rng_2 PARTITION OF ve.rng FOR VALUES FROM (10) TO (20);
            CREATE INDEX rng_2_own ON ve.rng_2 (v);
            ALTER TABLE ve.rng ADD CONSTRAINT from_partitions FOREIGN KEY (v) REFERENCES ve.par (id);
            """;

    private static final String REFERENCES_TO_PARTITIONED = """
            CREATE TABLE ve.ref (r int CONSTRAINT to_partitions REFERENCES ve.rng (id) ON DELETE CASCADE);
            ALTER TABLE ve.rng_1 ADD CONSTRAINT within FOREIGN KEY (v) REFERENCES ve.rng (id);
            """;

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.8", "2.0.10"})
    void constraints_and_indexes_come_back_the_same(String version) throws Exception {
        try (var connection = prepared(version)) {
            var before = structure(connection);
            dropForeignKeys(connection);
            var indexes = column(connection, "t_sql_drop", "v_idx_cons");
            var creations = column(connection, "t_sql_create", "v_idx_cons");

            executeAll(connection, indexes);
            assertThat(structure(connection)).noneMatch(object -> object.contains("index") || object.contains("KEY"));
            executeAll(connection, creations);

            assertThat(structure(connection))
                    .containsExactlyElementsOf(before.stream()
                            .filter(object -> !object.contains("FOREIGN KEY"))
                            .toList());
        }
    }

    @Test
    void the_view_of_2_0_7_brings_back_the_same() throws Exception {
        try (var connection = prepared("2.0.7")) {
            var before = structure(connection);
            dropForeignKeys(connection);
            var drops = column(connection, "t_sql_drop", "v_idx_pkeys");
            var creations = column(connection, "t_sql_create", "v_idx_pkeys");

            executeAll(connection, drops);
            executeAll(connection, creations);

            assertThat(structure(connection))
                    .containsExactlyElementsOf(before.stream()
                            .filter(object -> !object.contains("FOREIGN KEY"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.7", "2.0.10"})
    void foreign_keys_come_back_the_same_and_valid(String version) throws Exception {
        try (var connection = prepared(version)) {
            Queries.execute(connection, "ALTER TABLE ve.\"Chi ld\" VALIDATE CONSTRAINT later");
            var before = structure(connection);
            var drops = column(connection, "t_con_drop", "v_fkeys");
            var creations = column(connection, "t_con_create", "v_fkeys");
            var validations = column(connection, "t_con_validate", "v_fkeys");

            executeAll(connection, drops);
            assertThat(structure(connection)).noneMatch(object -> object.contains("FOREIGN KEY"));
            executeAll(connection, creations);
            executeAll(connection, validations);

            assertThat(structure(connection)).containsExactlyElementsOf(before);
        }
    }

    @Test
    void the_statements_have_the_form_that_pg_chameleon_gives_them() throws Exception {
        try (var connection = prepared("2.0.10")) {
            assertThat(Queries.rows(
                            connection,
                            "SELECT v_constraint_type, t_sql_drop, t_sql_create FROM sch_chameleon.v_idx_cons"
                                    + " WHERE v_index_name IN ('uq', 'par_pkey', 'Odd Name') ORDER BY v_index_name"))
                    .containsExactlyInAnyOrder(
                            "i|DROP INDEX ve.uq;| CREATE UNIQUE INDEX uq ON ve.\"Chi ld\" USING btree (pid);"
                                    + " SET default_tablespace=DEFAULT;",
                            "p|ALTER TABLE ve.par DROP CONSTRAINT par_pkey;| ALTER TABLE ve.par ADD CONSTRAINT par_pkey"
                                    + " PRIMARY KEY (id); SET default_tablespace=DEFAULT;",
                            "u|ALTER TABLE ve.par DROP CONSTRAINT \"Odd Name\";| ALTER TABLE ve.par ADD CONSTRAINT"
                                    + " \"Odd Name\" UNIQUE (w, u) DEFERRABLE INITIALLY DEFERRED;"
                                    + " SET default_tablespace=DEFAULT;");
            assertThat(
                            Queries.rows(
                                    connection,
                                    "SELECT * FROM sch_chameleon.v_fkeys WHERE v_fk_name IN ('fk Q', 'later') ORDER BY v_fk_name"))
                    .startsWith("ve|par|ve|Chi ld|ALTER TABLE ONLY ve.\"Chi ld\" DROP CONSTRAINT \"fk Q\" ;"
                            + "|ALTER TABLE ONLY ve.\"Chi ld\" ADD CONSTRAINT \"fk Q\" FOREIGN KEY (\"q C\")"
                            + " REFERENCES ve.par(id) DEFERRABLE  NOT VALID ;"
                            + "|ALTER TABLE ONLY ve.\"Chi ld\" VALIDATE CONSTRAINT \"fk Q\" ;|fk Q")
                    .last()
                    .asString()
                    .doesNotContain("NOT VALID  NOT VALID");
        }
    }

    @Test
    void a_tablespace_is_kept() throws Exception {
        try (var connection = prepared("2.0.10")) {
            // The only tablespace that needs no directory; moving an index there properly isn't allowed.
            database.executeAsSuperuser("UPDATE pg_class SET reltablespace ="
                    + " (SELECT oid FROM pg_tablespace WHERE spcname = 'pg_global') WHERE relname = 'uq'");
            assertThat(Queries.rows(
                            connection, "SELECT t_sql_create FROM sch_chameleon.v_idx_cons WHERE v_index_name = 'uq'"))
                    .containsExactly("SET default_tablespace=pg_global; CREATE UNIQUE INDEX uq ON ve.\"Chi ld\""
                            + " USING btree (pid); SET default_tablespace=DEFAULT;");
        }
    }

    private Connection prepared(String version) throws SQLException {
        CatalogueMigrations.configure(database.dataSource(), SCHEMA, CatalogueVersion.parse(version))
                .load()
                .migrate();
        var connection = database.connect();
        Queries.execute(connection, TABLES);
        int server = connection.getMetaData().getDatabaseMajorVersion();
        if (server >= 11) {
            Queries.execute(connection, PARTITIONED_KEYS);
        }
        if (server >= 12) {
            Queries.execute(connection, REFERENCES_TO_PARTITIONED);
        }
        return connection;
    }

    private static void dropForeignKeys(Connection connection) throws SQLException {
        executeAll(connection, column(connection, "t_con_drop", "v_fkeys"));
    }

    private static List<String> column(Connection connection, String column, String view) throws SQLException {
        String schema = view.equals("v_fkeys") ? "v_schema_referencing" : "v_schema_name";
        return Queries.rows(
                connection, "SELECT %s FROM sch_chameleon.%s WHERE %s = 've'".formatted(column, view, schema));
    }

    private static void executeAll(Connection connection, List<String> statements) throws SQLException {
        for (String statement : statements) {
            Queries.execute(connection, statement);
        }
    }

    /** Names of what a partition has from its table are PostgreSQL's choice; their definitions are not. */
    private static List<String> structure(Connection connection) throws SQLException {
        return CatalogueStructure.read(connection, "ve").objects().entrySet().stream()
                .filter(object -> object.getKey().matches("(index|constraint) .*"))
                .map(object ->
                        object.getKey().contains(" rng_") && !object.getKey().endsWith("own")
                                ? object.getKey().replaceFirst("\\..*", "")
                                        + object.getValue().replaceFirst("INDEX \\S+", "INDEX")
                                : object.toString())
                .sorted()
                .toList();
    }
}
