package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueStructureIT {
    static List<CatalogueVersion> versions() {
        return CatalogueVersion.all();
    }

    static List<CatalogueVersion> migrated_versions() {
        return versions().stream().filter(CatalogueVersion.V1_7::isBefore).toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_reference_is_the_recorded_structure(CatalogueVersion version) throws Exception {
        assertThat(CatalogueStructure.reference(version)).isEqualTo(RecordedStructure.of(version));
    }

    @ParameterizedTest
    @MethodSource("migrated_versions")
    void each_version_has_the_recorded_structure(CatalogueVersion version) throws Exception {
        try (var database = TestDatabase.create();
                var connection = database.connect()) {
            CatalogueMigrations.configure(database.dataSource(), SCHEMA, version)
                    .load()
                    .migrate();

            assertThat(CatalogueStructure.read(connection, SCHEMA).differencesFrom(RecordedStructure.of(version)))
                    .isEmpty();
            assertThat(installedVersion(connection)).isEqualTo(version.number());
        }
    }

    private static String installedVersion(Connection connection) throws Exception {
        try (var rows = connection.createStatement().executeQuery("SELECT t_version FROM sch_chameleon.v_version")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
