package io.chameleon.runner;

import static io.chameleon.runner.CheckOutcome.FAIL;
import static io.chameleon.runner.CheckOutcome.PASS;
import static io.chameleon.runner.CheckOutcome.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every precondition: what breaks it, what the operator reads then, and that nothing is touched. */
class RefusedUpgradeIT {
    private static final String NAME_OF_47 = "s".repeat(47);
    private static final String STATUS = "UPDATE sch_chameleon.t_sources SET enm_status = '%s' WHERE i_id_source = 1";
    private static final String SECOND_OPEN = """
            INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position, b_started)
            VALUES (1, 'mysql-bin.000002', 9000, true);""";

    private static final String OVERTAKEN = """
            DELETE FROM sch_chameleon.t_batch_events;
            INSERT INTO sch_chameleon.t_replica_batch
                (i_id_source, t_binlog_name, i_binlog_position, b_started, b_processed, b_replayed)
            VALUES (1, 'mysql-bin.000002', 4242, true, true, true);
            UPDATE sch_chameleon.t_replica_batch SET i_id_batch = i_id_batch + 100
            WHERE i_id_source = 1 AND NOT b_processed;
            """;

    /** One way to break, or nearly to break, a precondition. */
    private record Case(
            String name,
            String asOwner,
            String asSuperuser,
            String configuration,
            UnaryOperator<UpgradeOptions> options,
            boolean upgrades,
            List<Check> expected) {
        static Case of(String name) {
            return new Case(name, "", "", SmallReplica.MERGED, options -> options, false, List.of());
        }

        /** Nothing stands against it, and the proof is that it works. */
        Case upgraded() {
            return new Case(name, asOwner, asSuperuser, configuration, options, true, expected);
        }

        /** What the catalogue's owner does before. */
        Case given(String sql) {
            return new Case(name, sql, asSuperuser, configuration, options, upgrades, expected);
        }

        Case givenAsSuperuser(String sql) {
            return new Case(name, asOwner, sql, configuration, options, upgrades, expected);
        }

        /** Sources of the configuration, in YAML's flow style. */
        Case configured(String sources) {
            return new Case(name, asOwner, asSuperuser, "sources: {" + sources + "}", options, upgrades, expected);
        }

        Case with(UnaryOperator<UpgradeOptions> changed) {
            return new Case(name, asOwner, asSuperuser, configuration, changed, upgrades, expected);
        }

        /** Parts of what is found and of the remedy. */
        Case expect(CheckOutcome outcome, String id, String found, String remedy) {
            var all = new ArrayList<>(expected);
            all.add(new Check(id, outcome, found, remedy));
            return new Case(name, asOwner, asSuperuser, configuration, options, upgrades, List.copyOf(all));
        }

        boolean isRefused() {
            return expected.stream().anyMatch(Check::failed);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(catalogues(), leftovers(), sources(), batches(), tables(), configurations(), privileges())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> catalogues() {
        return Stream.of(
                Case.of("nothing stands against it").expect(PASS, "catalogue-version", "version is 1.7", ""),
                Case.of("no catalogue")
                        .given("DROP SCHEMA sch_chameleon CASCADE")
                        .expect(FAIL, "catalogue-version", "sch_chameleon doesn't exist", "destination database"),
                version("1.6"),
                version("2.1"),
                Case.of("a schema without a version")
                        .given("DROP VIEW sch_chameleon.v_version")
                        .expect(FAIL, "catalogue-version", "no version", "role that owns"),
                Case.of("a column is missing")
                        .given("ALTER TABLE sch_chameleon.t_replica_batch DROP COLUMN b_started")
                        .expect(FAIL, "catalogue-structure", "t_replica_batch.b_started", "1.8.2"),
                Case.of("a column has another type")
                        .given("ALTER TABLE sch_chameleon.t_replica_batch ALTER i_binlog_position TYPE text")
                        .expect(FAIL, "catalogue-structure", "t_replica_batch.i_binlog_position", "1.8.2"),
                Case.of("a column that holds no arrays any more")
                        .given("ALTER TABLE sch_chameleon.t_replica_tables ALTER v_table_pkey TYPE text")
                        .expect(FAIL, "catalogue-structure", "t_replica_tables.v_table_pkey", "1.8.2"),
                Case.of("texts of another length")
                        .upgraded()
                        .given("""
                                ALTER TABLE sch_chameleon.t_sources
                                    ALTER t_source TYPE varchar(20), ALTER t_source_schema TYPE varchar,
                                    ALTER v_log_table TYPE text[];
                                ALTER TABLE sch_chameleon.t_replica_tables
                                    ALTER v_table_name TYPE text, ALTER v_schema_name TYPE varchar(200),
                                    ALTER v_table_pkey TYPE text[];
                                ALTER TABLE sch_chameleon.t_log_replica
                                    ALTER v_table_name TYPE varchar(200), ALTER v_schema_name TYPE text""")
                        .expect(WARN, "catalogue-structure", "t_sources.t_source_schema", "old catalogue")
                        .expect(WARN, "catalogue-structure", "t_replica_tables.v_table_pkey", "old catalogue")
                        .expect(WARN, "catalogue-structure", "t_log_replica.v_table_name", "old catalogue"),
                Case.of("a column without its default")
                        .upgraded()
                        .given("ALTER TABLE sch_chameleon.t_replica_batch ALTER b_started DROP DEFAULT")
                        .expect(WARN, "catalogue-structure", "t_replica_batch.b_started", "old catalogue"),
                Case.of("columns that may be NULL and aren't")
                        .upgraded()
                        .given("ALTER TABLE sch_chameleon.t_sources ALTER t_dest_schema DROP NOT NULL;"
                                + " ALTER TABLE sch_chameleon.t_log_replica ALTER v_table_name DROP NOT NULL")
                        .expect(WARN, "catalogue-structure", "t_sources.t_dest_schema", "old catalogue")
                        .expect(WARN, "catalogue-structure", "t_log_replica.v_table_name", "old catalogue"),
                Case.of("columns that may be NULL and are")
                        .given("ALTER TABLE sch_chameleon.t_sources ALTER t_dest_schema DROP NOT NULL;"
                                + " UPDATE sch_chameleon.t_sources SET t_dest_schema = NULL WHERE i_id_source = 2;"
                                + " ALTER TABLE sch_chameleon.t_log_replica ALTER v_table_name DROP NOT NULL;"
                                + " UPDATE sch_chameleon.t_log_replica SET v_table_name = NULL")
                        .expect(FAIL, "catalogue-structure", "t_sources.t_dest_schema", "Give it a value")
                        .expect(FAIL, "catalogue-structure", "t_log_replica.v_table_name", "Give it a value"),
                Case.of("a status is unknown")
                        .given("ALTER TYPE sch_chameleon.en_src_status ADD VALUE 'odd'")
                        .expect(FAIL, "catalogue-structure", "enum en_src_status", "1.8.2"),
                Case.of("a table too many")
                        .given("CREATE TABLE sch_chameleon.notes (id int)")
                        .expect(WARN, "catalogue-structure", "notes", "stays with the old catalogue"),
                Case.of("a column too many")
                        .upgraded()
                        .given("ALTER TABLE sch_chameleon.t_replica_tables ADD remark text DEFAULT 'x'")
                        .expect(WARN, "catalogue-structure", "remark", "stays with the old catalogue"),
                Case.of("an index is missing")
                        .given("DROP INDEX sch_chameleon.idx_schema_table_source")
                        .expect(WARN, "catalogue-structure", "idx_schema_table_source", "old catalogue"),
                Case.of("a view outside looks at the catalogue")
                        .given("CREATE VIEW dest1.v_lag AS SELECT * FROM sch_chameleon.t_sources")
                        .expect(WARN, "dependent-objects", "view dest1.v_lag", "create it anew"),
                Case.of("a function outside uses a type of the catalogue")
                        .given("""
                                CREATE FUNCTION dest1.f(sch_chameleon.en_src_status) RETURNS int
                                LANGUAGE sql AS 'SELECT 1'""")
                        .expect(WARN, "dependent-objects", "function dest1.f", "create it anew"),
                Case.of("a target whose batches don't know their log table")
                        .with(options -> options.withTarget(CatalogueVersion.parse("2.0.4")))
                        .expect(FAIL, "target-version", "2.0.4", "2.0.5 or later"),
                Case.of("the oldest target")
                        .upgraded()
                        .with(options -> options.withTarget(CatalogueVersion.parse("2.0.5")))
                        .expect(PASS, "target-version", "2.0.5", ""));
    }

    private static Case version(String version) {
        return Case.of("version " + version)
                .given("CREATE OR REPLACE VIEW sch_chameleon.v_version AS SELECT '%s'::text AS t_version"
                        .formatted(version))
                .expect(FAIL, "catalogue-version", "version is " + version, "right database");
    }

    private static Stream<Case> leftovers() {
        return Stream.of(
                Case.of("an older old catalogue")
                        .given("CREATE SCHEMA _sch_chameleon_version1")
                        .expect(FAIL, "leftover-version1", "_sch_chameleon_version1 exists", "rename or drop"),
                Case.of("an earlier attempt")
                        .given("CREATE SCHEMA _sch_chameleon_version2")
                        .expect(FAIL, "leftover-version2", "_sch_chameleon_version2 exists", "--on-leftover=drop"),
                Case.of("an earlier attempt to be dropped")
                        .upgraded()
                        .given("CREATE SCHEMA _sch_chameleon_version2; CREATE TABLE _sch_chameleon_version2.t (id int)")
                        .with(options -> options.withOnLeftover(LeftoverPolicy.DROP))
                        .expect(WARN, "leftover-version2", "exists", "dropped"),
                Case.of("an earlier attempt to be renamed")
                        .given("CREATE SCHEMA _sch_chameleon_version2; CREATE TABLE _sch_chameleon_version2.t (id int)")
                        .with(options -> options.withOnLeftover(LeftoverPolicy.RENAME))
                        .expect(WARN, "leftover-version2", "exists", "renamed"),
                Case.of("somebody else's attempt to be dropped")
                        .givenAsSuperuser("CREATE SCHEMA _sch_chameleon_version2")
                        .with(options -> options.withOnLeftover(LeftoverPolicy.DROP))
                        .expect(FAIL, "privilege-leftover", "belongs to postgres", "superuser"));
    }

    private static Stream<Case> sources() {
        return Stream.of(
                Case.of("no source")
                        .given("DELETE FROM sch_chameleon.t_sources")
                        .expect(FAIL, "source-present", "no sources", "create a new catalogue")
                        .expect(FAIL, "mapping-known", "app1", "Correct the mapping")
                        .expect(FAIL, "mapping-known", "app2", "Correct the mapping"),
                Case.of("a source without its MySQL schema")
                        .given("UPDATE sch_chameleon.t_sources SET t_source_schema = NULL WHERE i_id_source = 2")
                        .expect(FAIL, "source-schema", "source_02", "1.8.2")
                        .expect(FAIL, "source-mapped", "source_02", "dest2")
                        .expect(FAIL, "mapping-known", "app2", "Correct the mapping"),
                blocked("running"),
                blocked("error"),
                blocked("initialising"),
                Case.of("a source that is ready")
                        .given(STATUS.formatted("ready"))
                        .expect(PASS, "source-status", "at rest", ""),
                Case.of("a source that is initialised")
                        .given(STATUS.formatted("initialised"))
                        .expect(PASS, "source-status", "at rest", ""));
    }

    private static Case blocked(String status) {
        return Case.of("a source with the status " + status)
                .given(STATUS.formatted(status))
                .expect(
                        FAIL,
                        "source-status",
                        "source_01 has the status " + status,
                        "enable-replica --source source_01");
    }

    private static Stream<Case> batches() {
        return Stream.of(
                Case.of("no open batch")
                        .given("UPDATE sch_chameleon.t_replica_batch SET b_processed = true WHERE i_id_source = 2")
                        .expect(FAIL, "open-batch", "source_02 has no open batch", "1.8.2 once"),
                Case.of("no batch at all")
                        .given("DELETE FROM sch_chameleon.t_replica_batch WHERE i_id_source = 2")
                        .expect(FAIL, "open-batch", "source_02 has no batch at all", "init_replica"),
                Case.of("a source that was added and never initialised")
                        .given("DELETE FROM sch_chameleon.t_replica_batch WHERE i_id_source = 2;"
                                + " DELETE FROM sch_chameleon.t_replica_tables WHERE i_id_source = 2;"
                                + " UPDATE sch_chameleon.t_sources SET enm_status = 'ready', t_source_schema = NULL"
                                + " WHERE i_id_source = 2; DROP SCHEMA dest2 CASCADE")
                        .expect(FAIL, "source-schema", "source_02 isn't stored", "init_replica")
                        .expect(FAIL, "open-batch", "source_02 has no batch at all", "drop_source")
                        .expect(FAIL, "source-mapped", "source_02", "dest2")
                        .expect(FAIL, "mapping-known", "app2", "Correct the mapping"),
                Case.of("an open batch that isn't started")
                        .upgraded()
                        .given("UPDATE sch_chameleon.t_replica_batch SET b_started = false WHERE i_id_source = 2")
                        .expect(PASS, "open-batch", "", ""),
                Case.of("two open batches")
                        .given(SECOND_OPEN)
                        .expect(WARN, "open-batch", "several open batches (2, 4)", "mysql-bin.000002,4711"),
                Case.of("an open batch older than a processed one")
                        .given(SECOND_OPEN
                                + "UPDATE sch_chameleon.t_replica_batch SET b_processed = true WHERE i_id_batch = 4")
                        .expect(FAIL, "open-batch", "can't be told", "catch up"),
                start("no file", "t_binlog_name = NULL", "NULL,4000"),
                start("no position", "i_binlog_position = NULL", "mysql-bin.000002,NULL"),
                start("a file without a number", "t_binlog_name = 'mysql-bin'", "mysql-bin,4000"),
                start("a file whose number isn't one", "t_binlog_name = 'mysql-bin.a'", "mysql-bin.a,4000"),
                start("a negative position", "i_binlog_position = -1", "mysql-bin.000002,-1"),
                Case.of("a dotted base name")
                        .given("UPDATE sch_chameleon.t_replica_batch SET t_binlog_name = 'db.1.host.000009'")
                        .expect(FAIL, "binlog-base-name", "source_01 have a base name with a dot", "without dots")
                        .expect(FAIL, "binlog-base-name", "source_02 have a base name with a dot", "without dots"),
                Case.of("merged sources of different servers")
                        .given("UPDATE sch_chameleon.t_replica_batch SET t_binlog_name = 'other.000002'"
                                + " WHERE i_id_source = 2")
                        .expect(FAIL, "binlog-base-name", "source_02 reads other", "for each MySQL server"),
                Case.of("a table synchronised with another server")
                        .given("UPDATE sch_chameleon.t_replica_tables SET t_binlog_name = 'other.000002',"
                                + " i_binlog_position = 4 WHERE i_id_table = 1")
                        .expect(FAIL, "binlog-base-name", "source_01 reads other", "for each MySQL server"),
                Case.of("separate sources of different servers")
                        .upgraded()
                        .given("UPDATE sch_chameleon.t_replica_batch SET t_binlog_name = 'other.000002'"
                                + " WHERE i_id_source = 2")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1}},"
                                + " b: {type: mysql, schema_mappings: {app2: dest2}}")
                        .expect(PASS, "binlog-base-name", "", ""),
                Case.of("a processed batch without a queue")
                        .upgraded()
                        .given("DELETE FROM sch_chameleon.t_batch_events")
                        .expect(WARN, "pending-batches", "processed batches without a queue: 2", "replayed in order"),
                Case.of("a batch without a queue that a newer one has overtaken")
                        .given(OVERTAKEN)
                        .expect(FAIL, "pending-batches", "Events of dest1.t1 (1)", "synchronise the table again")
                        .expect(FAIL, "pending-batches", "Events of dest1.t2 (1)", "synchronise the table again"),
                Case.of("an overtaken batch without a queue, of tables that aren't registered alone")
                        .upgraded()
                        .given("DELETE FROM sch_chameleon.t_replica_tables WHERE i_id_source = 1;" + OVERTAKEN)
                        .expect(PASS, "pending-batches", "Pending batches: 1", ""),
                Case.of("an overtaken batch without a queue, of registered tables among others")
                        .given("DELETE FROM sch_chameleon.t_replica_tables WHERE v_table_name = 't2';" + OVERTAKEN)
                        .expect(FAIL, "pending-batches", "Events of dest1.t1 (1)", "synchronise the table again"),
                Case.of("a queue that doesn't list all events")
                        .given("UPDATE sch_chameleon.t_batch_events SET i_id_event = i_id_event[1:1]")
                        .expect(WARN, "pending-batches", "doesn't list them: 1", "replayed already"));
    }

    private static Case start(String name, String damage, String found) {
        return Case.of("an open batch with " + name)
                .given("UPDATE sch_chameleon.t_replica_batch SET " + damage + " WHERE i_id_source = 2")
                .expect(FAIL, "batch-coordinates", found, "Initialise the source source_02");
    }

    private static Stream<Case> tables() {
        String longName = "t".repeat(65);
        return Stream.of(
                Case.of("a source without tables")
                        .upgraded()
                        .given("DELETE FROM sch_chameleon.t_replica_tables WHERE i_id_source = 2")
                        .expect(WARN, "tables-registered", "source_02 has no registered tables", "synchronised"),
                Case.of("a table outside of its source's destination")
                        .given("UPDATE sch_chameleon.t_replica_tables SET v_schema_name = 'dest2' WHERE i_id_table = 2")
                        .expect(
                                FAIL,
                                "table-schema",
                                "dest2.t2 is registered for the source source_01",
                                "v_schema_name"),
                Case.of("a name too long for 2.0")
                        .given("UPDATE sch_chameleon.t_replica_tables SET v_table_name = '" + longName
                                + "' WHERE i_id_table = 2")
                        .expect(FAIL, "table-name", longName, "remove the registration"),
                Case.of("names that PostgreSQL cuts to the same")
                        .given("INSERT INTO sch_chameleon.t_replica_tables"
                                + " (i_id_source, v_schema_name, v_table_name, v_table_pkey)"
                                + " SELECT 1, 'dest1', name, ARRAY['\"id\"'] FROM unnest(ARRAY[repeat('я', 32),"
                                + " repeat('я', 31), repeat('z', 63) || 'a', repeat('z', 63) || 'b']) name")
                        .expect(FAIL, "table-name", "dest1." + "я".repeat(31) + ", dest1." + "я".repeat(32), "but one")
                        .expect(FAIL, "table-name", "to the same: dest1." + "z".repeat(63) + ".", "but one"),
                // 1.7 has room for 100 characters.
                Case.of("a schema name too long for 2.0")
                        .given("UPDATE sch_chameleon.t_replica_tables SET v_schema_name = repeat('s', 100)"
                                + " WHERE i_id_source = 2;"
                                + " UPDATE sch_chameleon.t_sources SET t_dest_schema = repeat('s', 100)"
                                + " WHERE i_id_source = 2")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: " + "s".repeat(100) + "}}")
                        .expect(FAIL, "table-name", "The name of the schema " + "s".repeat(100), "a shorter name"),
                coordinates("no position", "t_binlog_name = 'mysql-bin.000003'", "mysql-bin.000003,NULL"),
                coordinates("no file", "i_binlog_position = 5", "NULL,5"),
                coordinates("no file number", "t_binlog_name = 'mysql-bin', i_binlog_position = 5", "mysql-bin,5"),
                key("unclosed quote", "ARRAY['\"id']", "not a list of key columns"),
                key("nothing in it", "ARRAY['']", "not a list of key columns"),
                key("no element", "'{}'", "empty"),
                Case.of("key columns with commas and quotes")
                        .upgraded()
                        .given(
                                "CREATE TABLE dest1.odd (\"a,b\" int, \"say \"\"x\" int, PRIMARY KEY (\"a,b\", \"say \"\"x\"));"
                                        + " INSERT INTO sch_chameleon.t_replica_tables"
                                        + " (i_id_source, v_table_name, v_schema_name, v_table_pkey)"
                                        + " VALUES (1, 'odd', 'dest1', ARRAY['\"a,b\",\"say \"\"x\"'])")
                        .expect(PASS, "key-list", "", "")
                        .expect(PASS, "table-exists", "", ""),
                Case.of("a key column whose name PostgreSQL cuts")
                        .upgraded()
                        .given("CREATE TABLE dest1.odd (\"" + "я".repeat(40) + "\" int PRIMARY KEY);"
                                + " INSERT INTO sch_chameleon.t_replica_tables"
                                + " (i_id_source, v_table_name, v_schema_name, v_table_pkey)"
                                + " VALUES (1, 'odd', 'dest1', ARRAY['\"" + "я".repeat(40) + "\"'])")
                        .expect(PASS, "table-exists", "", ""),
                Case.of("a key column that the table doesn't have")
                        .given("UPDATE sch_chameleon.t_replica_tables SET v_table_pkey = ARRAY['\"gone\"']"
                                + " WHERE i_id_source = 2")
                        .expect(WARN, "table-exists", "dest2.t1 has no column gone", "ALTER TABLE"),
                Case.of("a registered table that doesn't exist")
                        .given("DROP TABLE dest2.t1")
                        .expect(WARN, "table-exists", "dest2.t1 is registered but doesn't exist", "CREATE TABLE"),
                Case.of("a destination schema that doesn't exist")
                        .upgraded()
                        .given("DROP SCHEMA dest2 CASCADE")
                        .expect(WARN, "table-exists", "dest2.t1 is registered but doesn't exist", "CREATE TABLE"),
                Case.of("a table that has lost its key")
                        .upgraded()
                        .given("ALTER TABLE dest2.t1 DROP CONSTRAINT t1_pkey")
                        .expect(WARN, "primary-key", "dest2.t1 has lost its primary key", "Create it again"));
    }

    private static Case coordinates(String name, String damage, String found) {
        return Case.of("a table's coordinates with " + name)
                .given("UPDATE sch_chameleon.t_replica_tables SET " + damage + " WHERE i_id_table = 2")
                .expect(FAIL, "table-coordinates", found, "sync_tables");
    }

    private static Case key(String name, String stored, String found) {
        return Case.of("a key list with " + name)
                .given("UPDATE sch_chameleon.t_replica_tables SET v_table_pkey = " + stored + " WHERE i_id_table = 2")
                .expect(FAIL, "key-list", found, "sync_tables");
    }

    private static Stream<Case> configurations() {
        return Stream.of(
                Case.of("a source that isn't mapped")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1}}")
                        .expect(FAIL, "source-mapped", "source_02 (app2 → dest2)", "app2: dest2"),
                Case.of("a mapping that isn't known")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: dest2, app3: dest3}}")
                        .expect(FAIL, "mapping-known", "a: app3 → dest3", "after the upgrade"),
                Case.of("a mapping to another destination")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: elsewhere}}")
                        .expect(FAIL, "source-mapped", "source_02 (app2 → dest2)", "app2: dest2")
                        .expect(FAIL, "mapping-known", "a: app2 → elsewhere", "Correct the mapping"),
                Case.of("a brand-new source")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: dest2}},"
                                + " b: {type: mysql, schema_mappings: {app3: dest3}}")
                        .expect(FAIL, "mapping-known", "b: app3 → dest3", "after the upgrade"),
                Case.of("a source that reads from PostgreSQL")
                        .configured("a: {type: pgsql, schema_mappings: {app1: dest1, app2: dest2}}")
                        .expect(FAIL, "source-type", "a is of type pgsql", "type: mysql"),
                Case.of("GTIDs")
                        .configured("a: {type: mysql, gtid_enable: true, schema_mappings: {app1: dest1, app2: dest2}}")
                        .expect(FAIL, "gtid-enable", "gtid_enable is on for a", "gtid_enable: false"),
                Case.of("registered tables that the configuration leaves out")
                        .upgraded()
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1}, limit_tables: [app1.t1]},"
                                + " b: {type: mysql, schema_mappings: {app2: dest2}, skip_tables: [app2.t1, app1.t1]}")
                        .expect(WARN, "table-selected", "limit_tables of a: app1.t2 → dest1.t2.", "Add them")
                        .expect(WARN, "table-selected", "skip_tables of b: app2.t1 → dest2.t1.", "Take them off"),
                Case.of("a limit that names no registered table")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: dest2},"
                                + " limit_tables: [app1.other]}")
                        .expect(
                                WARN,
                                "table-selected",
                                "app1.t1 → dest1.t1, app1.t2 → dest1.t2, app2.t1 → dest2.t1",
                                "Add them to limit_tables"),
                Case.of("a selection of all registered tables")
                        .configured("a: {type: mysql, schema_mappings: {app1: dest1, app2: dest2},"
                                + " limit_tables: [app1.t1, app1.t2, app2.t1, app2.new], skip_tables: [app1.old]}")
                        .expect(PASS, "table-selected", "every registered table", ""),
                named("my-source", "can't be part"),
                named("my source", "can't be part"),
                named("it's", "can't be part"),
                named("say \\\"x\\\"", "can't be part"),
                named("s".repeat(48), "too long"),
                Case.of("source names that differ in case only")
                        .configured("sales: {type: mysql, schema_mappings: {app1: dest1}},"
                                + " Sales: {type: mysql, schema_mappings: {app2: dest2}}")
                        .expect(FAIL, "source-name", "sales", "differ in more"),
                Case.of("the longest source name")
                        .upgraded()
                        .configured(NAME_OF_47 + ": {type: mysql, schema_mappings: {app1: dest1, app2: dest2}}")
                        .expect(PASS, "source-name", "", ""),
                Case.of("a source name in capitals")
                        .upgraded()
                        .configured("Sales_2026: {type: mysql, schema_mappings: {app1: dest1, app2: dest2}}")
                        .expect(PASS, "source-name", "", ""));
    }

    private static Case named(String name, String found) {
        return Case.of("the source name " + name)
                .configured("\"" + name + "\": {type: mysql, schema_mappings: {app1: dest1, app2: dest2}}")
                .expect(FAIL, "source-name", found, "47");
    }

    private static Stream<Case> privileges() {
        return Stream.of(
                Case.of("no right to create schemas")
                        .givenAsSuperuser("""
                                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO postgres', current_database());
                                END $$""")
                        .expect(FAIL, "privilege-create", "usr_replica may not create", "GRANT CREATE ON DATABASE"),
                Case.of("no right to create temporary objects")
                        .givenAsSuperuser("""
                                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO postgres', current_database());
                                EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
                                EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO usr_replica', current_database());
                                END $$""")
                        .expect(FAIL, "privilege-create", "temporary objects", "GRANT TEMPORARY"),
                Case.of("no right to write to a destination table")
                        .givenAsSuperuser("ALTER TABLE dest2.t1 OWNER TO postgres;"
                                + " GRANT SELECT, INSERT, UPDATE ON dest2.t1 TO usr_replica")
                        .expect(FAIL, "privilege-destination", "dest2.t1", "DELETE"),
                Case.of("a destination table of somebody else")
                        .upgraded()
                        .givenAsSuperuser("ALTER TABLE dest2.t1 OWNER TO postgres;"
                                + " GRANT SELECT, INSERT, UPDATE, DELETE ON dest2.t1 TO usr_replica")
                        .expect(PASS, "privilege-destination", "", ""),
                Case.of("a relation of the catalogue that belongs to somebody else")
                        .givenAsSuperuser("ALTER TABLE sch_chameleon.t_index_def OWNER TO postgres;"
                                + " GRANT ALL ON sch_chameleon.t_index_def TO usr_replica")
                        .expect(FAIL, "privilege-owner", "t_index_def", "OWNER TO"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tells_what_it_finds_and_touches_nothing_when_it_refuses(Case broken) {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute(broken.asOwner());
            replica.database().executeAsSuperuser(broken.asSuperuser());
            var before = replica.everything();
            var upgrade = new CatalogueUpgrade(
                    replica.database().dataSource(),
                    Upgrades.configuration(broken.configuration()),
                    broken.options().apply(UpgradeOptions.defaults()));

            List<Check> checks = upgrade.check().checks();

            broken.expected()
                    .forEach(expected -> assertThat(checks).anySatisfy(check -> assertMatches(check, expected)));
            assertThat(checks.stream().filter(Check::failed))
                    .as("what stands against the upgrade")
                    .hasSameSizeAs(
                            broken.expected().stream().filter(Check::failed).toList());
            assertThat(replica.everything()).isEqualTo(before);
            if (broken.upgrades()) {
                assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
            }
            if (!broken.isRefused()) {
                return;
            }
            var refusal = catchThrowableOfType(ChameleonException.class, () -> upgrade.run(UpgradeListener.SILENT));
            assertThat(refusal.failure().kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(refusal.failure().code())
                    .isEqualTo("check." + broken.expected().get(0).id());
            assertThat(refusal.failure().liveCatalogue())
                    .isEqualTo(upgrade.check().catalogue());
            assertThat(replica.everything()).isEqualTo(before);
        }
    }

    private static void assertMatches(Check check, Check expected) {
        assertThat(check.id()).isEqualTo(expected.id());
        assertThat(check.outcome()).isEqualTo(expected.outcome());
        assertThat(check.found()).contains(expected.found());
        assertThat(check.remedy()).contains(expected.remedy());
    }

    @Test
    void tells_all_violations_at_once() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute(STATUS.formatted("running"));
            replica.database().execute("CREATE SCHEMA _sch_chameleon_version2");
            replica.database().execute("DELETE FROM sch_chameleon.t_replica_batch WHERE i_id_source = 2");

            CheckResult result = replica.upgrade().check();

            assertThat(result.passed()).isFalse();
            assertThat(result.failures())
                    .extracting(Check::id)
                    .containsExactly("leftover-version2", "source-status", "open-batch");
            var refusal = catchThrowableOfType(
                    ChameleonException.class, () -> replica.upgrade().plan());
            assertThat(refusal.failure().problem()).contains("2 more");
        }
    }

    @Test
    void the_check_and_the_plan_need_no_right_to_write() {
        try (SmallReplica replica = SmallReplica.create()) {
            readOnlyByDefault(replica);

            CheckResult result = replica.upgrade().check();

            assertThat(result.passed()).isTrue();
            assertThat(result.checks()).anySatisfy(check -> {
                assertThat(check.id()).isEqualTo("server-writable");
                assertThat(check.outcome()).isEqualTo(WARN);
            });
            assertThat(replica.upgrade().plan().sources()).hasSize(1);
        }
    }

    @Test
    void upgrades_where_sessions_are_read_only_unless_they_say_otherwise() {
        try (SmallReplica replica = SmallReplica.create()) {
            readOnlyByDefault(replica);

            assertThat(replica.upgrade().run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
        }
    }

    private static void readOnlyByDefault(SmallReplica replica) {
        replica.database().executeAsSuperuser("""
                DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database());
                END $$""");
    }

    @Test
    void the_consistent_point_of_a_source_without_tables_is_where_its_stream_starts() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("DELETE FROM sch_chameleon.t_replica_tables");

            replica.upgrade().run(UpgradeListener.SILENT);

            assertThat(replica.text("SELECT t_binlog_name || ',' || i_binlog_position FROM sch_chameleon.t_sources"))
                    .isEqualTo("mysql-bin.000002,4000");
        }
    }

    @Test
    void goes_on_at_the_oldest_of_two_open_batches() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database()
                    .execute(SECOND_OPEN + "DELETE FROM sch_chameleon.t_replica_batch WHERE i_id_source = 2;"
                            + " DELETE FROM sch_chameleon.t_sources WHERE i_id_source = 2");
            var alone = Upgrades.configuration("sources: {a: {type: mysql, schema_mappings: {app1: dest1}}}");

            new CatalogueUpgrade(replica.database().dataSource(), alone, UpgradeOptions.defaults())
                    .run(UpgradeListener.SILENT);

            assertThat(replica.texts(
                            "SELECT t_binlog_name || ',' || i_binlog_position FROM sch_chameleon.t_replica_batch"))
                    .containsExactly("mysql-bin.000002,4711");
        }
    }

    /** As the catalogue is repaired where binlogs are larger than 2 GB. */
    @Test
    void positions_beyond_two_gigabytes_in_widened_columns_are_carried_over() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("""
                    ALTER TABLE sch_chameleon.t_replica_batch ALTER i_binlog_position TYPE bigint;
                    ALTER TABLE sch_chameleon.t_replica_tables ALTER i_binlog_position TYPE bigint;
                    ALTER TABLE sch_chameleon.t_log_replica ALTER i_binlog_position TYPE bigint;
                    UPDATE sch_chameleon.t_replica_batch SET i_binlog_position = i_binlog_position + 3000000000;
                    UPDATE sch_chameleon.t_log_replica SET i_binlog_position = i_binlog_position + 3000000000;
                    UPDATE sch_chameleon.t_replica_tables
                    SET t_binlog_name = 'mysql-bin.000002', i_binlog_position = 3000009000 WHERE v_table_name = 't2'""");
            List<String> everyPosition = List.of("3000004000", "3000004000", "3000004712", "3000009000", "3000009001");

            assertThat(replica.upgrade().check().checks())
                    .filteredOn(check -> check.outcome() == WARN)
                    .extracting(Check::id)
                    .containsOnly("catalogue-structure")
                    .hasSize(3);
            replica.upgrade().run(UpgradeListener.SILENT);
            assertThat(positions(replica)).isEqualTo(everyPosition);
            assertThat(replica.texts("SELECT v FROM dest1.t1 UNION ALL SELECT v FROM dest1.t2"))
                    .containsExactlyInAnyOrder("one", "two");
            Upgrades.rollback(replica.database(), false).run();
            replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP))
                    .run(UpgradeListener.SILENT);
            assertThat(positions(replica)).isEqualTo(everyPosition);
        }
    }

    private static List<String> positions(SmallReplica replica) {
        return replica.texts("""
                SELECT i_binlog_position FROM (
                    SELECT i_binlog_position FROM sch_chameleon.t_sources
                    UNION ALL SELECT i_binlog_position FROM sch_chameleon.t_replica_batch
                    UNION ALL SELECT i_binlog_position FROM sch_chameleon.t_replica_tables
                ) p ORDER BY 1""");
    }

    @Test
    void a_view_outside_keeps_looking_at_the_old_catalogue() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database().execute("CREATE VIEW dest1.v AS SELECT t_source FROM sch_chameleon.t_sources");

            replica.upgrade().run(UpgradeListener.SILENT);

            assertThat(replica.texts("SELECT t_source FROM dest1.v ORDER BY 1"))
                    .containsExactly("source_01", "source_02");
        }
    }

    @Test
    void a_renamed_attempt_is_kept_whole() {
        try (SmallReplica replica = SmallReplica.create()) {
            replica.database()
                    .execute("CREATE SCHEMA _sch_chameleon_version2; CREATE TABLE _sch_chameleon_version2.t (id int);"
                            + " INSERT INTO _sch_chameleon_version2.t VALUES (4711)");

            replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.RENAME))
                    .run(UpgradeListener.SILENT);

            String renamed = replica.schemas().stream()
                    .filter(schema -> schema.matches("_sch_chameleon_version2_\\d{14}"))
                    .findFirst()
                    .orElseThrow();
            assertThat(replica.text("SELECT id FROM " + renamed + ".t")).isEqualTo("4711");
        }
    }
}
