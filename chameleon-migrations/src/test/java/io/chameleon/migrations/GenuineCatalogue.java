package io.chameleon.migrations;

import io.chameleon.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;

/** Catalogues that Flyway doesn't know, as pg_chameleon leaves them, with one source in use. */
final class GenuineCatalogue {
    private static final Map<CatalogueVersion, TestDatabase> TEMPLATES = new HashMap<>();

    private GenuineCatalogue() {}

    /** A database with such a catalogue. The caller closes it. */
    static synchronized TestDatabase database(CatalogueVersion version) {
        return TEMPLATES.computeIfAbsent(version, GenuineCatalogue::create).copy();
    }

    static TestDatabase database(String version) {
        return database(CatalogueVersion.parse(version));
    }

    private static TestDatabase create(CatalogueVersion version) {
        TestDatabase database = TestDatabase.create();
        CatalogueMigrations.configure(database.dataSource(), CatalogueMigrations.SCHEMA, version)
                .load()
                .migrate();
        database.execute("""
                SET search_path = sch_chameleon;
                DROP TABLE flyway_schema_history;
                INSERT INTO t_sources (t_source, jsb_schema_mappings, enm_source_type, v_log_table)
                    VALUES ('mysql', '{"my": "dest"}', 'mysql', '{t_log_replica_mysql_1,t_log_replica_mysql_2}');
                SELECT fn_refresh_parts();
                INSERT INTO t_replica_batch (i_id_source, t_binlog_name, i_binlog_position) VALUES (1, 'm.000001', 4);
                INSERT INTO t_log_replica_mysql_1
                    (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, i_binlog_position)
                    VALUES (1, 't', 'dest', 'ddl', 4);
                """);
        return database;
    }
}
