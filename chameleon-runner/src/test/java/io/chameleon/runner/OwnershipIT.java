package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.DestinationTruth;
import io.chameleon.testing.ReplicaReader;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whoever runs the upgrade: the new catalogue belongs to the owner of the old one, and readers keep their rights. */
class OwnershipIT {
    /** Roles belong to the whole server: they are made once. */
    private static final String ROLES = """
            DO $$ BEGIN
            IF to_regrole('usr_reader') IS NULL THEN
                CREATE ROLE usr_reader;
                CREATE ROLE "Odd ""Role";
                CREATE ROLE usr_member LOGIN PASSWORD 'member' IN ROLE usr_replica;
                CREATE ROLE usr_distant LOGIN PASSWORD 'distant' NOINHERIT IN ROLE usr_replica;
                CREATE ROLE usr_stranger LOGIN PASSWORD 'stranger';
            END IF;
            END $$""";

    /** Who connects. */
    private enum Login {
        OWNER(TestDatabase.OWNER, TestDatabase.PASSWORD),
        SUPERUSER("postgres", "postgres"),
        MEMBER("usr_member", "member"),
        DISTANT("usr_distant", "distant"),
        STRANGER("usr_stranger", "stranger");

        private final String user;
        private final String password;

        Login(String user, String password) {
            this.user = user;
            this.password = password;
        }

        DataSource to(TestDatabase database) {
            return database.dataSource(user, password);
        }
    }

    private SmallReplica replica;

    @BeforeEach
    void create_a_replica() {
        replica = SmallReplica.create();
        replica.database().executeAsSuperuser(ROLES);
    }

    @AfterEach
    void drop_it() {
        replica.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DISTANT", "STRANGER"})
    void everything_new_belongs_to_the_old_owner_who_can_work_with_it(Login login) {
        replica.database().execute("REVOKE ALL ON SCHEMA public FROM PUBLIC; SELECT 1");

        assertThat(upgradeAs(login).run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);

        for (String schema : List.of("sch_chameleon", "_sch_chameleon_version1")) {
            assertThat(owners(schema)).as("owners in " + schema).containsExactly("usr_replica");
        }
        assertThatTheOwnerCanReplicate();
    }

    private void assertThatTheOwnerCanReplicate() {
        replica.database().execute("""
                SELECT sch_chameleon.fn_refresh_parts();
                INSERT INTO sch_chameleon.t_log_replica_merged_1
                    (i_id_batch, v_table_name, v_schema_name, enm_binlog_event, t_binlog_name, i_binlog_position,
                     jsb_event_after)
                SELECT i_id_batch, 't1', 'dest2', 'insert', 'mysql-bin.000002', 4100, '{"id": 7, "v": "seven"}'
                FROM sch_chameleon.t_replica_batch;
                INSERT INTO sch_chameleon.t_batch_events (i_id_batch, i_id_event)
                SELECT i_id_batch, array_agg(i_id_event) FROM sch_chameleon.t_log_replica GROUP BY i_id_batch;
                UPDATE sch_chameleon.t_replica_batch
                SET b_started = true, b_processed = true, v_log_table = 't_log_replica_merged_1'""");

        replica.texts("SELECT b_continue FROM sch_chameleon.fn_replay_mysql(1000, 1, true)");

        assertThat(replica.texts("SELECT v FROM dest2.t1")).containsExactly("seven");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUPERUSER", "MEMBER"})
    void the_recorded_replica_reaches_the_truth_whoever_upgrades_it(Login login) throws SQLException {
        try (TestDatabase database = Scenario.INSERT.database()) {
            new CatalogueUpgrade(
                            login.to(database),
                            Upgrades.configuration(Scenario.INSERT.configuration(database)),
                            UpgradeOptions.defaults())
                    .run(UpgradeListener.SILENT);

            try (Connection connection = database.connect()) {
                assertThat(new ReplicaReader(connection, "upgraded", 1000, 1000)
                                .play(Scenario.INSERT)
                                .tableErrors())
                        .isEmpty();
                DestinationTruth.of(Scenario.INSERT).assertMatches(connection);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "SUPERUSER", "MEMBER"})
    void grants_are_carried_over(Login login) {
        replica.database().execute("""
                GRANT USAGE ON SCHEMA sch_chameleon TO PUBLIC;
                GRANT USAGE, CREATE ON SCHEMA sch_chameleon TO "Odd ""Role" WITH GRANT OPTION;
                GRANT SELECT ON ALL TABLES IN SCHEMA sch_chameleon TO usr_reader;
                GRANT SELECT, DELETE ON sch_chameleon.t_sources TO "Odd ""Role" WITH GRANT OPTION;
                GRANT SELECT ON sch_chameleon.t_sources TO PUBLIC;
                GRANT UPDATE (enm_status), SELECT (t_source) ON sch_chameleon.t_sources TO usr_reader;
                GRANT INSERT ON sch_chameleon.t_log_replica TO "Odd ""Role";
                GRANT USAGE ON SEQUENCE sch_chameleon.t_sources_i_id_source_seq TO usr_reader;
                GRANT EXECUTE ON FUNCTION sch_chameleon.fn_refresh_parts() TO usr_reader WITH GRANT OPTION;
                GRANT USAGE ON TYPE sch_chameleon.en_src_status TO usr_reader;
                REVOKE EXECUTE ON FUNCTION sch_chameleon.fn_refresh_parts() FROM PUBLIC""");

        upgradeAs(login).run(UpgradeListener.SILENT);

        assertThat(grants("sch_chameleon"))
                .containsAll(grants("_sch_chameleon_version1").stream()
                        .filter(grant -> !grant.contains("t_log_replica_"))
                        .filter(grant -> !grant.matches("(relation|column) (t_index_def).*"))
                        .toList())
                .contains(
                        "relation t_log_replica_merged_1 usr_reader SELECT",
                        "relation t_log_replica_merged_2 usr_reader SELECT",
                        "relation t_log_replica_merged_2 Odd \"Role INSERT")
                .doesNotContain("function fn_refresh_parts PUBLIC EXECUTE");
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "SUPERUSER", "MEMBER"})
    void default_privileges_of_the_schema_are_carried_over(Login login) {
        String readers = "ALTER DEFAULT PRIVILEGES IN SCHEMA sch_chameleon GRANT SELECT ON TABLES TO usr_reader;";
        replica.database().execute(readers + """
                ALTER DEFAULT PRIVILEGES IN SCHEMA sch_chameleon GRANT USAGE ON SEQUENCES TO "Odd ""Role" WITH GRANT OPTION;
                ALTER DEFAULT PRIVILEGES IN SCHEMA sch_chameleon GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
                ALTER DEFAULT PRIVILEGES IN SCHEMA sch_chameleon GRANT USAGE ON TYPES TO usr_reader""");
        replica.database().executeAsSuperuser(readers);

        upgradeAs(login).run(UpgradeListener.SILENT);

        replica.database().execute("CREATE TABLE sch_chameleon.later ()");
        assertThat(grants("sch_chameleon"))
                .contains(
                        "relation t_indexes usr_reader SELECT",
                        "relation t_log_replica_merged_1 usr_reader SELECT",
                        "relation later usr_reader SELECT",
                        "relation t_sources_i_id_source_seq Odd \"Role USAGE grantable",
                        "type en_src_status usr_reader USAGE");
        assertThat(defaultPrivileges("sch_chameleon"))
                .hasSize(4)
                .isEqualTo(defaultPrivileges("_sch_chameleon_version1"));
    }

    /** Those of the owner. */
    private List<String> defaultPrivileges(String schema) {
        return replica.texts("SELECT defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl"
                + " WHERE defaclnamespace = '" + schema + "'::regnamespace AND defaclrole = 'usr_replica'::regrole"
                + " ORDER BY 1");
    }

    @Test
    void a_default_privilege_of_the_owner_does_not_get_in_the_way() {
        replica.database()
                .execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO usr_reader;"
                        + " ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");

        assertThat(upgradeAs(Login.SUPERUSER).run(UpgradeListener.SILENT).warnings())
                .isEmpty();
    }

    @Test
    void refuses_a_stranger() {
        Failure failure = refusalOf(Login.STRANGER);

        assertThat(failure.code()).isEqualTo("check.catalogue-version");
        assertThat(failure.remedy()).contains("owns the schema");
    }

    @Test
    void refuses_a_role_that_can_only_read_the_catalogue() {
        replica.database()
                .execute("GRANT USAGE ON SCHEMA sch_chameleon TO usr_stranger;"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA sch_chameleon TO usr_stranger");

        Failure failure = refusalOf(Login.STRANGER);

        assertThat(failure.code()).isEqualTo("check.privilege-owner");
        assertThat(failure.problem()).contains("usr_stranger", "usr_replica");
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "SUPERUSER"})
    void refuses_where_a_superuser_has_made_the_schema_until_it_belongs_to_the_owner_of_the_tables(Login login) {
        replica.database().executeAsSuperuser("""
                ALTER DATABASE ${database} OWNER TO postgres;
                ALTER SCHEMA sch_chameleon OWNER TO postgres;
                GRANT ALL ON SCHEMA sch_chameleon TO usr_replica""".replace(
                        "${database}", replica.database().name()));
        if (login == Login.OWNER) {
            replica.database()
                    .executeAsSuperuser(
                            "GRANT CREATE ON DATABASE " + replica.database().name() + " TO usr_replica");
        }

        Failure failure = refusalOf(login);

        assertThat(failure.code()).isEqualTo("check.privilege-owner");
        assertThat(failure.problem()).contains("belongs to postgres", "its tables to usr_replica");
        replica.database().executeAsSuperuser(failure.remedy().replaceFirst("^.*: ", ""));
        assertThat(upgradeAs(login).run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(owners("sch_chameleon")).containsExactly("usr_replica");
        assertThatTheOwnerCanReplicate();
    }

    @Test
    void refuses_a_member_that_does_not_inherit_the_owners_rights() {
        replica.database()
                .execute("GRANT USAGE ON SCHEMA sch_chameleon TO usr_distant;"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA sch_chameleon TO usr_distant");

        assertThat(refusalOf(Login.DISTANT).code()).isEqualTo("check.privilege-owner");
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "SUPERUSER"})
    void sees_a_replica_that_connects_as_another_role(Login login) throws SQLException {
        try (Connection connection = Login.STRANGER.to(replica.database()).getConnection()) {
            connection.setClientInfo("ApplicationName", "[PGCH] - source: source_01");

            assertThat(upgradeAs(login).check().failures()).singleElement().satisfies(check -> {
                assertThat(check.id()).isEqualTo("live-connections");
                assertThat(check.found()).contains("usr_stranger", "[PGCH] - source: source_01");
            });
        }
    }

    @Test
    void refuses_while_a_replica_is_connected_and_warns_of_other_sessions_of_the_owner() throws SQLException {
        try (Connection replaying = replica.connect("[pg_chameleon] - source: merged");
                Connection editing = replica.connect("psql")) {
            List<Check> checks = replica.upgrade().check().checks();

            assertThat(checks)
                    .anySatisfy(check -> {
                        assertThat(check.id()).isEqualTo("live-connections");
                        assertThat(check.outcome()).isEqualTo(CheckOutcome.FAIL);
                        assertThat(check.found()).contains("pid ", "[pg_chameleon] - source: merged");
                    })
                    .anySatisfy(check -> {
                        assertThat(check.id()).isEqualTo("other-sessions");
                        assertThat(check.outcome()).isEqualTo(CheckOutcome.WARN);
                        assertThat(check.found()).contains("\"psql\"");
                    });
            assertThat(replaying.isClosed() || editing.isClosed()).isFalse();
        }
    }

    private CatalogueUpgrade upgradeAs(Login login) {
        return replica.upgrade(login.to(replica.database()), UpgradeOptions.defaults());
    }

    private Failure refusalOf(Login login) {
        var before = replica.everything();
        Failure failure = catchThrowableOfType(
                        ChameleonException.class, () -> upgradeAs(login).run(UpgradeListener.SILENT))
                .failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(replica.everything()).isEqualTo(before);
        return failure;
    }

    private List<String> owners(String schema) {
        return replica.texts("""
                SELECT DISTINCT pg_get_userbyid(owner) FROM (
                    SELECT relowner FROM pg_class WHERE relnamespace = '${schema}'::regnamespace
                    UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace
                    UNION ALL SELECT typowner FROM pg_type WHERE typnamespace = '${schema}'::regnamespace
                    UNION ALL SELECT nspowner FROM pg_namespace WHERE oid = '${schema}'::regnamespace) AS o (owner)
                """.replace("${schema}", schema));
    }

    /** What others than the owner may do, one right a line. */
    private List<String> grants(String schema) {
        return replica.texts("""
                SELECT g.object || ' ' || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END
                       || ' ' || g.privilege_type || CASE WHEN g.is_grantable THEN ' grantable' ELSE '' END
                FROM (
                    SELECT 'schema' AS object, nspowner AS owner, (aclexplode(nspacl)).*
                    FROM pg_namespace WHERE oid = '${schema}'::regnamespace
                    UNION ALL
                    SELECT 'relation ' || relname, relowner, (aclexplode(relacl)).*
                    FROM pg_class WHERE relnamespace = '${schema}'::regnamespace
                    UNION ALL
                    SELECT 'column ' || relname || '.' || attname, relowner, (aclexplode(attacl)).*
                    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                    WHERE relnamespace = '${schema}'::regnamespace
                    UNION ALL
                    SELECT 'function ' || proname, proowner, (aclexplode(coalesce(proacl, acldefault('f', proowner)))).*
                    FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace AND proname = 'fn_refresh_parts'
                    UNION ALL
                    SELECT 'type ' || typname, typowner, (aclexplode(typacl)).*
                    FROM pg_type WHERE typnamespace = '${schema}'::regnamespace) g
                WHERE g.grantee <> g.owner ORDER BY 1
                """.replace("${schema}", schema));
    }
}
