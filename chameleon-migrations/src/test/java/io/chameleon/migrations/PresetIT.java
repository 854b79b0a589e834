package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset on catalogues that Flyway doesn't know yet. */
class PresetIT {
    private TestDatabase database;
    private Connection connection;

    private void use(TestDatabase created) throws SQLException {
        database = created;
        connection = database.connect();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.5", "2.0.10"})
    void reads_the_baseline_version_of_an_existing_catalogue(String version) throws SQLException {
        use(GenuineCatalogue.database(version));

        CatalogueMigrations.forExisting(database.dataSource()).load().migrate();

        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        Flyway again = CatalogueMigrations.forExisting(database.dataSource()).load();
        assertThat(again.validateWithResult().validationSuccessful).isTrue();
        assertThat(again.migrate().migrationsExecuted).isZero();
        assertThat(again.info().applied()[0].getVersion()).hasToString(version);
    }

    @Test
    void refuses_another_baseline_version_before_anything_is_changed() throws SQLException {
        use(GenuineCatalogue.database("2.0.5"));
        CatalogueSnapshot before = CatalogueSnapshot.take(connection, SCHEMA);

        for (String baseline : List.of("1", "2.0.4", "2.0.6", "2.0.10")) {
            var preset = CatalogueMigrations.configure(database.dataSource(), SCHEMA)
                    .baselineVersion(baseline)
                    .baselineOnMigrate(true);
            assertThatThrownBy(preset.load()::migrate).satisfies(PresetIT::tellsTheVersion);
            assertThatThrownBy(preset.load()::baseline).satisfies(PresetIT::tellsTheVersion);
        }

        assertThat(CatalogueSnapshot.take(connection, SCHEMA)).isEqualTo(before);
    }

    @Test
    void leaves_room_for_migrations_of_others() throws SQLException {
        use(TestDatabase.create());

        CatalogueMigrations.configure(database.dataSource(), SCHEMA)
                .javaMigrations(new V3__Grants())
                .load()
                .migrate();

        assertThat(database.query("SELECT obj_description('sch_chameleon'::regnamespace)"))
                .containsExactly("granted");
        assertThat(CatalogueStructure.read(connection, SCHEMA)
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
        assertThat(database.query("SELECT sch_chameleon.fn_refresh_parts()")).hasSize(1);
    }

    /** Of an application, after the catalogue's own. */
    public static final class V3__Grants extends BaseJavaMigration {
        @Override
        public void migrate(Context context) throws SQLException {
            try (var statement = context.getConnection().createStatement()) {
                statement.execute("COMMENT ON SCHEMA sch_chameleon IS 'granted'");
            }
        }
    }

    @Test
    void takes_over_nothing_where_there_is_none() throws SQLException {
        use(TestDatabase.create());

        assertThatThrownBy(() -> CatalogueMigrations.forExisting(database.dataSource()))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("Install one with CatalogueMigrations.configure");
    }

    @Test
    void takes_over_no_catalogue_1_7() throws SQLException {
        use(TestDatabase.create());
        Catalogue17.in(database);

        assertThatThrownBy(() -> CatalogueMigrations.forExisting(database.dataSource()))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("version 1.7")
                .hasMessageContaining("java -jar chameleon-runner.jar upgrade");
    }

    @Test
    void takes_over_no_catalogue_that_it_doesn_t_know() throws SQLException {
        use(TestDatabase.create());
        database.execute(
                "CREATE SCHEMA sch_chameleon; CREATE VIEW sch_chameleon.v_version AS SELECT '2.0.11'::text t_version");

        assertThatThrownBy(() -> CatalogueMigrations.forExisting(database.dataSource()))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("newer than 2.0.10");
    }

    private static void tellsTheVersion(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("is of version 2.0.5, but the baseline version is")
                .hasMessageContaining("Set baselineVersion to 2.0.5");
    }
}
