package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have created doesn't run with the rights of the one who upgrades. */
class IntruderIT {
    private SmallReplica replica;

    @BeforeEach
    void replica() {
        replica = SmallReplica.create();
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void objects_in_public_capture_nothing_of_a_superuser() throws SQLException {
        Intruder.in(replica.database());

        everythingAs(replica.database().superuserDataSource());

        assertThat(captured()).isEmpty();
    }

    @Test
    void objects_in_public_capture_nothing_of_the_owner() throws SQLException {
        Intruder.in(replica.database());

        everythingAs(replica.database().dataSource());

        assertThat(captured()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "public, pg_catalog", "public, sch_chameleon, pg_catalog, pg_temp"})
    void a_search_path_with_public_in_front_captures_nothing(String path) throws SQLException {
        Intruder.in(replica.database());
        replica.database()
                .executeAsSuperuser("ALTER DATABASE " + replica.database().name() + " SET search_path = " + path);

        everythingAs(replica.database().superuserDataSource());
        callTheFunctions();

        assertThat(captured()).isEmpty();
    }

    @Test
    void operators_in_public_that_fit_as_well_never_run_as_superuser() throws SQLException {
        TestDatabase database = replica.database();
        Intruder.withTwinsIn(database);
        database.executeAsSuperuser("ALTER DATABASE " + database.name() + " SET search_path = public, pg_catalog");
        database.query("SELECT 1 = 1");
        assertThat(whoCalledTwins()).containsExactly("usr_replica");

        everythingAs(database.superuserDataSource());

        assertThat(whoCalledTwins()).containsExactly("usr_replica");
    }

    private List<String> whoCalledTwins() throws SQLException {
        return replica.database().query("SELECT DISTINCT who FROM public.twin_calls");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objects_in_public_capture_nothing_of_an_upgrade_within_2_0(boolean asSuperuser) throws SQLException {
        try (var catalogue = UsedCatalogue.of("2.0.0")) {
            TestDatabase database = catalogue.database();
            Intruder.in(database);
            DataSource login = asSuperuser ? database.superuserDataSource() : database.dataSource();

            new EnableReplica(login, "s1", false).run();
            var upgrade = new CatalogueUpgrade(login, Upgrades.anyConfiguration(), UpgradeOptions.defaults());
            upgrade.rehearse(UpgradeListener.SILENT);
            assertThat(upgrade.run(UpgradeListener.SILENT).after()).isEqualTo("2.0.10");
            new CatalogueVerification(login).run();
            new CatalogueStatus(login).read();

            assertThat(capturedIn(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objects_in_public_capture_nothing_of_an_installation(boolean asSuperuser) throws SQLException {
        try (var database = TestDatabase.create()) {
            Intruder.in(database);

            new CatalogueInstallation(
                            asSuperuser ? database.superuserDataSource() : database.dataSource(),
                            CatalogueVersion.parse("2.0.10"))
                    .run();

            assertThat(capturedIn(database)).isEmpty();
        }
    }

    @Test
    void the_traps_work() throws SQLException {
        Intruder.in(replica.database());

        replica.texts("SELECT format('%I', 'x'::text), 'x'::name = 'x'::varchar, unnest('{x}'::varchar[])");

        assertThat(captured()).hasSize(3);
    }

    @Test
    void functions_of_the_catalogue_capture_nothing() throws SQLException {
        replica.upgrade().run(UpgradeListener.SILENT);
        Intruder.in(replica.database());

        callTheFunctions();

        assertThat(captured()).isEmpty();
    }

    /** What pg_chameleon asks of a 2.0 catalogue. */
    private void callTheFunctions() {
        replica.texts("SELECT sch_chameleon.fn_refresh_parts()");
        replica.texts("SELECT sch_chameleon.binlog_max(ARRAY[t_binlog_name, i_binlog_position::text]),"
                + " sch_chameleon.binlog_min(ARRAY[t_binlog_name, i_binlog_position::text])"
                + " FROM sch_chameleon.t_replica_tables");
        replica.texts("SELECT t_sql_create FROM sch_chameleon.v_idx_cons");
        replica.texts("SELECT t_con_create FROM sch_chameleon.v_fkeys");
        replica.texts("SELECT sch_chameleon.fn_replay_mysql(100, 1, false)");
    }

    /** Everything that the runner does with a 1.7 catalogue and the 2.0 one after it. */
    private void everythingAs(DataSource login) throws SQLException {
        var upgrade = replica.upgrade(login, UpgradeOptions.defaults());
        assertThat(upgrade.check().passed()).isTrue();
        upgrade.plan();
        upgrade.rehearse(UpgradeListener.SILENT);
        upgrade.run(UpgradeListener.SILENT);
        new CatalogueVerification(login).run();
        new CatalogueStatus(login).read();
        new CatalogueHistory(login).read();
        new CatalogueRollback(login, false, Duration.ofSeconds(5), 2).run();
        replica.upgrade(login, UpgradeOptions.defaults().withOnLeftover(LeftoverPolicy.DROP))
                .run(UpgradeListener.SILENT);
    }

    private List<String> captured() throws SQLException {
        return capturedIn(replica.database());
    }

    /** The traps that somebody has run into. */
    private static List<String> capturedIn(TestDatabase database) throws SQLException {
        return database.query("SELECT sequencename FROM pg_catalog.pg_sequences WHERE last_value IS NOT NULL"
                + " AND schemaname::text OPERATOR(pg_catalog.=) 'public'");
    }

    /**
     * The owner of a destination table, who isn't the catalogue's, has triggers on it that try to get the rights of the
     * session: at once, and when constraints are checked.
     */
    @Test
    void a_trigger_on_a_destination_table_does_not_become_superuser() throws SQLException {
        replica.close();
        replica = SmallReplica.create();
        replica.database().executeAsSuperuser("""
                DO $$ BEGIN CREATE ROLE usr_tables LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT ALL ON SCHEMA dest1 TO usr_tables;
                ALTER TABLE dest1.t1 OWNER TO usr_tables; GRANT ALL ON dest1.t1 TO usr_replica;
                CREATE TABLE dest1.seen (attempt text, who text); GRANT ALL ON dest1.seen TO PUBLIC;
                SET ROLE usr_tables;
                CREATE FUNCTION dest1.escalate() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE attempt text;
                BEGIN
                    FOREACH attempt IN ARRAY ARRAY['RESET ROLE', 'SET ROLE NONE', 'SET ROLE postgres',
                        'RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION postgres', 'SET LOCAL ROLE postgres',
                        'RESET ALL', 'SELECT set_config(''role'', ''postgres'', false)']
                    LOOP
                        BEGIN
                            EXECUTE attempt;
                        EXCEPTION WHEN OTHERS THEN NULL;
                        END;
                        INSERT INTO dest1.seen VALUES (attempt, current_user);
                    END LOOP;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER at_once BEFORE INSERT ON dest1.t1 FOR EACH ROW EXECUTE PROCEDURE dest1.escalate();
                CREATE CONSTRAINT TRIGGER later AFTER INSERT ON dest1.t1 DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE PROCEDURE dest1.escalate();
                """);

        replica.upgrade(replica.database().superuserDataSource(), UpgradeOptions.defaults())
                .run(UpgradeListener.SILENT);

        assertThat(replica.texts("SELECT attempt FROM dest1.seen")).hasSize(16);
        assertThat(replica.texts("SELECT DISTINCT who FROM dest1.seen")).containsExactly("usr_replica");
    }
}
