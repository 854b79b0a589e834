package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class TestDatabaseIT {
    @Test
    @EnabledIfSystemProperty(named = "postgres.binaries", matches = "\\d+[.].*", disabledReason = "not run by Maven")
    void is_of_the_version_that_the_build_asks_for() throws Exception {
        assumeTrue(PostgresServer.isEmbedded(), "skipped: the server is an image's");
        String asked = System.getProperty("postgres.binaries");
        try (var database = TestDatabase.create();
                var connection = database.connect()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion())
                    .isEqualTo(Integer.parseInt(asked.substring(0, asked.indexOf('.'))));
        }
    }

    @Test
    void belongs_to_a_role_that_is_no_superuser() throws Exception {
        try (var database = TestDatabase.create();
                var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT current_user, current_setting('is_superuser')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(TestDatabase.OWNER);
            assertThat(rows.getString(2)).isEqualTo("off");
        }
    }
}
