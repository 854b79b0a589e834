package io.chameleon.runner;

import io.chameleon.migrations.CatalogueMigrations;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.testing.TestDatabase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes 2.0 catalogues by hand, of any version. */
final class Catalogue20 {
    private static final Map<String, TestDatabase> TEMPLATES = new ConcurrentHashMap<>();

    private final TestDatabase database;

    private Catalogue20(TestDatabase database) {
        this.database = database;
    }

    /** Creates a database with an empty catalogue of the given version. The caller closes it. */
    static TestDatabase database(String version) {
        return TEMPLATES.computeIfAbsent(version, Catalogue20::template).copy();
    }

    /** Goes on with the rows of a catalogue that exists. */
    static Catalogue20 existingIn(TestDatabase database) {
        return new Catalogue20(database);
    }

    private static TestDatabase template(String version) {
        TestDatabase template = TestDatabase.create();
        installIn(template, version);
        return template;
    }

    /** Creates an empty catalogue of the given version in a database that has none. */
    static Catalogue20 installIn(TestDatabase database, String version) {
        CatalogueMigrations.configure(
                        database.dataSource(), CatalogueMigrations.SCHEMA, CatalogueVersion.parse(version))
                .load()
                .migrate();
        return new Catalogue20(database);
    }

    /** Adds a consistent MySQL source with that status, which hasn't read anything. Ids ascend from 1. */
    Catalogue20 source(String name, String status) {
        database.execute("""
                WITH source AS (
                    INSERT INTO sch_chameleon.t_sources
                        (t_source, jsb_schema_mappings, enm_source_type, enm_status, v_log_table)
                    VALUES ('%1$s', '{"my_%1$s": "db_%1$s"}', 'mysql', '%2$s', '{t_log_%1$s_1,t_log_%1$s_2}')
                    RETURNING i_id_source),
                received AS (
                    INSERT INTO sch_chameleon.t_last_received (i_id_source) SELECT i_id_source FROM source)
                INSERT INTO sch_chameleon.t_last_replayed (i_id_source) SELECT i_id_source FROM source
                """.formatted(name, status));
        return this;
    }
}
