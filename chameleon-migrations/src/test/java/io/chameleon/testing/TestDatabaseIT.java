package io.chameleon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseIT {
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
