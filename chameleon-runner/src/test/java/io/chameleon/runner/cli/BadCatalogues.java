package io.chameleon.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chameleon.runner.SmallReplica;
import java.util.List;
import java.util.stream.Stream;

/** Catalogues 1.7 in a state that 1.8.2 doesn't leave behind; {@code RefusedUpgradeIT} has the preconditions one by one. */
final class BadCatalogues {
    private static final List<String> TABLES = List.of(
            "t_sources",
            "t_replica_batch",
            "t_batch_events",
            "t_log_replica",
            "t_replica_tables",
            "t_discarded_rows",
            "t_index_def");

    private BadCatalogues() {}

    static Stream<BadInput> cases() {
        return Stream.of(versions(), TABLES.stream().map(BadCatalogues::withoutTable), structures(), rows(), others())
                .flatMap(cases -> cases);
    }

    private static Stream<BadInput> versions() {
        return Stream.of(
                        Stream.of(
                                        "0.1", "0.7", "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.8", "2.1",
                                        "2.1.0", "3.0")
                                .map(BadCatalogues::version),
                        Stream.of(
                                        "2.0.11",
                                        "1.7.1",
                                        "01.7",
                                        "1.7 ",
                                        "",
                                        "1,7",
                                        "2",
                                        "x'; DROP SCHEMA sch_chameleon CASCADE; --")
                                .map(BadCatalogues::version),
                        Stream.of(
                                viewed("no row", "SELECT '1.7'::text AS t_version WHERE false", "version"),
                                viewed("no text", "SELECT NULL::text AS t_version", "version"),
                                refused(
                                        "a version of another name",
                                        "DROP VIEW sch_chameleon.v_version;"
                                                + " CREATE VIEW sch_chameleon.v_version AS SELECT '1.7'::text AS version",
                                        "version")))
                .flatMap(cases -> cases);
    }

    private static BadInput version(String version) {
        return viewed("version '" + version + "'", "SELECT $$" + version + "$$::text AS t_version", "version");
    }

    private static BadInput viewed(String name, String query, String problem) {
        return refused(name, "CREATE OR REPLACE VIEW sch_chameleon.v_version AS " + query, problem);
    }

    private static BadInput withoutTable(String table) {
        return refused("no " + table, "DROP TABLE sch_chameleon." + table + " CASCADE", table);
    }

    private static Stream<BadInput> structures() {
        return Stream.of(
                refused("nothing but the schema", "DROP SCHEMA sch_chameleon CASCADE; CREATE SCHEMA sch_chameleon", ""),
                refused(
                        "columns in other types",
                        "ALTER TABLE sch_chameleon.t_log_replica ALTER jsb_event_data TYPE text",
                        "jsb_event_data"),
                refused(
                        "a view for a table",
                        "ALTER TABLE sch_chameleon.t_index_def RENAME TO t_other; CREATE VIEW sch_chameleon.t_index_def AS"
                                + " SELECT * FROM sch_chameleon.t_other",
                        "t_index_def"),
                refused("a schema of a 2.0 beside", "CREATE SCHEMA _sch_chameleon_version1", "_sch_chameleon_version1"),
                refused("an attempt beside", "CREATE SCHEMA _sch_chameleon_version2", "_sch_chameleon_version2"));
    }

    private static Stream<BadInput> rows() {
        return Stream.of(
                changed("an empty destination", "t_sources", "t_dest_schema = '' WHERE i_id_source = 1", "dest1"),
                changed(
                        "another destination",
                        "t_sources",
                        "t_dest_schema = 'elsewhere' WHERE i_id_source = 1",
                        "elsewhere"),
                changed(
                        "a swapped MySQL schema",
                        "t_sources",
                        "t_source_schema = 'app9' WHERE i_id_source = 1",
                        "app9"),
                changed(
                        "a huge file number",
                        "t_replica_batch",
                        "t_binlog_name = 'mysql-bin.' || repeat('9', 40)",
                        "9999"),
                changed(
                        "a file of a line end",
                        "t_replica_batch",
                        "t_binlog_name = E'mysql-bin.1\\n' || i_id_source",
                        ""),
                changed(
                        "keys in two dimensions",
                        "t_replica_tables",
                        "v_table_pkey = '{{a},{b}}' WHERE i_id_table = 1",
                        "t1"),
                changed("a NULL in a key", "t_replica_tables", "v_table_pkey = '{NULL}' WHERE i_id_table = 1", "t1"),
                changed("a key as SQL", "t_replica_tables", "v_table_pkey = ARRAY['\"id\"; DROP SCHEMA dest1']", "t1"),
                changed(
                        "a table of another schema",
                        "t_replica_tables",
                        "v_schema_name = 'x' WHERE i_id_table = 1",
                        "x"),
                changed(
                        "a negative position",
                        "t_replica_tables",
                        "t_binlog_name = 'm.1', i_binlog_position = -5",
                        "-5"),
                changed("a running source", "t_sources", "enm_status = 'running'", "running"));
    }

    private static Stream<BadInput> others() {
        return Stream.of(
                configured(
                        "no mapping for a source",
                        "sources: {a: {type: mysql, schema_mappings: {app1: dest1}}}",
                        "source_02"),
                configured(
                        "a name as SQL",
                        "sources: {\"x'; DROP SCHEMA sch_chameleon CASCADE; --\":"
                                + " {type: mysql, schema_mappings: {app1: dest1, app2: dest2}}}",
                        "can't be part"));
    }

    private static BadInput changed(String name, String table, String change, String problem) {
        return refused(name, "UPDATE sch_chameleon." + table + " SET " + change, problem);
    }

    private static BadInput refused(String name, String sql, String problem) {
        return new BadInput(name, sql, SmallReplica.MERGED.getBytes(UTF_8), List.of(), 3, problem, "")
                .with("upgrade --yes --config bad --url jdbc:postgresql://usr_replica:hunter2@localhost:PORT/NAME");
    }

    private static BadInput configured(String name, String sources, String problem) {
        return new BadInput(name, "SELECT 1", sources.getBytes(UTF_8), List.of(), 3, problem, "")
                .with("upgrade --yes --config bad --url jdbc:postgresql://usr_replica:hunter2@localhost:PORT/NAME");
    }
}
