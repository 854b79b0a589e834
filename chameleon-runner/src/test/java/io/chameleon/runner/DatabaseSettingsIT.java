package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database is set to doesn't stand in the way, neither of the runner nor of pg_chameleon afterwards. */
class DatabaseSettingsIT {
    private static final String EXTRA_ERRORS = "plpgsql.extra_errors = 'all'";
    private static final String QUOTED = "quote_all_identifiers = on";
    /** A tablespace that nobody may create tables in. */
    private static final String FORBIDDEN_TABLESPACE = "default_tablespace = 'pg_global'";

    @ParameterizedTest
    @ValueSource(strings = {EXTRA_ERRORS, QUOTED, FORBIDDEN_TABLESPACE})
    void upgrades_from_1_7_and_back(String setting) {
        try (SmallReplica replica = SmallReplica.create()) {
            set(replica.database(), setting);
            var asSuperuser = replica.upgrade(replica.database().superuserDataSource(), UpgradeOptions.defaults());

            assertThat(asSuperuser.check().checks()).extracting(Check::outcome).containsOnly(CheckOutcome.PASS);
            assertThat(asSuperuser.rehearse(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.REHEARSED);
            assertThat(asSuperuser.run(UpgradeListener.SILENT).warnings()).isEmpty();
            assertThat(replica.texts("SELECT v FROM dest1.t1 UNION ALL SELECT v FROM dest1.t2"))
                    .containsExactly("one", "two");
            Upgrades.rollback(replica.database(), false).run();
            replica.upgrade(UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP))
                    .run(UpgradeListener.SILENT);

            assertThat(replica.version()).isEqualTo("2.0.10");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EXTRA_ERRORS, QUOTED, FORBIDDEN_TABLESPACE})
    void upgrades_within_2_0_and_replays_what_was_pending(String setting) throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.6")) {
            set(catalogue.database(), setting);

            assertThat(catalogue.upgrade().after()).isEqualTo("2.0.10");
            catalogue.replay();

            assertThat(catalogue.database().query("SELECT id || v FROM app.t1 UNION ALL SELECT id || v FROM app.t2"))
                    .containsExactly("1uno", "7seven");
            assertThat(catalogue.upgrade().outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EXTRA_ERRORS, QUOTED, FORBIDDEN_TABLESPACE})
    void installs_a_catalogue(String setting) {
        try (var database = TestDatabase.create()) {
            set(database, setting);

            assertThat(new CatalogueInstallation(database.dataSource(), CatalogueVersion.LATEST)
                            .run()
                            .version())
                    .isEqualTo(CatalogueVersion.LATEST);
            assertThat(new CatalogueVerification(database.dataSource()).run().differences())
                    .isEmpty();
        }
    }

    @Test
    void a_default_tablespace_that_the_owner_may_use_holds_the_new_catalogue_as_it_held_the_old_one()
            throws SQLException {
        try (TestDatabase other = TestDatabase.create()) {
            assumeThat(other.query("SELECT current_setting('allow_in_place_tablespaces', true)"))
                    .as("what tablespaces without a directory of their own need")
                    .doesNotContainNull();
            String tablespace = "space_of_" + other.name();
            createTablespace(other, tablespace);
            try (SmallReplica replica = SmallReplica.create()) {
                set(replica.database(), "default_tablespace = '" + tablespace + "'");

                replica.upgrade(replica.database().superuserDataSource(), UpgradeOptions.defaults())
                        .run(UpgradeListener.SILENT);

                assertThat(replica.texts("SELECT DISTINCT t.spcname FROM pg_class c LEFT JOIN pg_tablespace t"
                                + " ON t.oid = c.reltablespace WHERE c.relnamespace = 'sch_chameleon'::regnamespace"
                                + " AND c.relkind = 'r'"))
                        .containsExactly(tablespace);
            }
            other.executeAsSuperuser("DROP TABLESPACE " + tablespace);
        }
    }

    private static void createTablespace(TestDatabase database, String name) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SET allow_in_place_tablespaces = on",
                    "CREATE TABLESPACE " + name + " LOCATION ''",
                    "GRANT CREATE ON TABLESPACE " + name + " TO " + TestDatabase.OWNER)) {
                statement.execute(sql);
            }
        }
    }

    private static void set(TestDatabase database, String setting) {
        database.executeAsSuperuser("ALTER DATABASE " + database.name() + " SET " + setting);
    }
}
