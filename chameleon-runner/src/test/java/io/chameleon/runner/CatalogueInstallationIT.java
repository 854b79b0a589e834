package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueInstallationIT {
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.7", "2.0.10"})
    void installs_a_catalogue_of_the_version(String number) throws SQLException {
        var version = CatalogueVersion.parse(number);

        InstallationResult result = install(version);

        assertThat(result.version()).isEqualTo(version);
        assertThat(result.migrations()).startsWith("2.0.0 Create catalogue").contains("Create functions");
        VerificationResult verification = new CatalogueVerification(database.dataSource()).run();
        assertThat(verification.catalogue()).isEqualTo(version);
        assertThat(verification.differences()).isEmpty();
        assertThat(database.query("SELECT count(*) FROM sch_chameleon.t_sources"))
                .containsExactly("0");
    }

    @Test
    void plain_flyway_understands_it() {
        install(CatalogueVersion.LATEST);

        PlainFlywayIT.assertCleanWithPlainFlyway(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CREATE TABLE sch_chameleon.t (id int)"})
    void refuses_when_the_schema_exists(String content) throws SQLException {
        database.execute("CREATE SCHEMA sch_chameleon;" + content);

        assertRefused("install.exists");

        assertThat(database.query("SELECT count(*) FROM pg_class WHERE relname = 't_sources'"))
                .containsExactly("0");
    }

    @Test
    void refuses_a_second_time() {
        install(CatalogueVersion.LATEST);

        assertRefused("install.exists");
    }

    @Test
    void refuses_when_the_role_may_not_create_schemas() {
        String role = "guest_of_" + database.name();
        database.executeAsSuperuser("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'");
        try {
            var installation = new CatalogueInstallation(database.dataSource(role, "guest"), CatalogueVersion.LATEST);
            assertThatThrownBy(installation::run).isInstanceOfSatisfying(ChameleonException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
                assertThat(e.failure().code()).isEqualTo("install.privilege");
                assertThat(e.failure().problem()).contains(role);
            });
        } finally {
            database.executeAsSuperuser("DROP ROLE " + role);
        }
    }

    @Test
    void nothing_is_left_after_a_failure() throws SQLException {
        database.executeAsSuperuser("""
                CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS
                    'BEGIN RAISE EXCEPTION ''no functions here''; END';
                CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE FUNCTION')
                    EXECUTE PROCEDURE public.refuse();
                """);

        assertThatThrownBy(() -> install(CatalogueVersion.LATEST))
                .isInstanceOfSatisfying(ChameleonException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.FAILED);
                    assertThat(e.failure().code()).isEqualTo("install.failed");
                    assertThat(e.failure().problem()).contains("no functions here");
                    assertThat(e.failure().liveCatalogue()).isEqualTo("none");
                });

        assertThat(database.query("SELECT count(*) FROM pg_namespace WHERE nspname LIKE '%chameleon%'"))
                .containsExactly("0");
    }

    @Test
    void a_1_7_catalogue_cannot_be_installed() {
        assertThatThrownBy(() -> install(CatalogueVersion.V1_7)).isInstanceOf(ChameleonException.class);
    }

    private InstallationResult install(CatalogueVersion version) {
        return new CatalogueInstallation(database.dataSource(), version).run();
    }

    private void assertRefused(String code) {
        assertThatThrownBy(() -> install(CatalogueVersion.LATEST))
                .isInstanceOfSatisfying(ChameleonException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.REFUSED);
                    assertThat(e.failure().code()).isEqualTo(code);
                });
    }
}
