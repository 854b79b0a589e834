package io.chameleon.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.runner.failure.ChameleonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibpqEnvironmentTest {
    @Test
    void tells_where_to_connect_and_as_whom() {
        assertThat(settings("postgresql://me:secret@[::1]:6543/db").toLibpqEnvironment())
                .containsEntry("PGHOST", "::1")
                .containsEntry("PGPORT", "6543")
                .containsEntry("PGDATABASE", "db")
                .containsEntry("PGUSER", "me")
                .containsEntry("PGPASSWORD", "secret")
                .containsEntry("PGCONNECT_TIMEOUT", "10")
                .containsEntry("PGAPPNAME", "chameleon-runner")
                .doesNotContainKey("PGSSLMODE");
    }

    @Test
    void without_a_password_libpq_looks_it_up_itself() {
        assertThat(settings("postgresql://me@host/db").toLibpqEnvironment()).doesNotContainKey("PGPASSWORD");
    }

    @Test
    void carries_over_how_the_connection_is_encrypted() {
        assertThat(settings(
                                "postgresql://me@host/db?sslmode=verify-ca&sslrootcert=/ca.crt&sslcert=/me.crt&sslkey=/me.key"
                                        + "&sslnegotiation=direct&channel_binding=require&options=-cjit%3Doff")
                        .toLibpqEnvironment())
                .containsEntry("PGSSLMODE", "verify-ca")
                .containsEntry("PGSSLROOTCERT", "/ca.crt")
                .containsEntry("PGSSLCERT", "/me.crt")
                .containsEntry("PGSSLKEY", "/me.key")
                .containsEntry("PGSSLNEGOTIATION", "direct")
                .containsEntry("PGCHANNELBINDING", "require")
                .containsEntry("PGOPTIONS", "-cjit=off");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true, verify-full",
        "ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory, require",
        "ssl=true&sslmode=require, require"
    })
    void understands_the_driver_s_old_switch(String parameters, String mode) {
        assertThat(settings("jdbc:postgresql://host/db?user=me&" + parameters).toLibpqEnvironment())
                .containsEntry("PGSSLMODE", mode);
    }

    @Test
    void refuses_the_password_of_a_key_which_libpq_takes_from_no_variable() {
        var settings = settings("postgresql://me@host/db?sslpassword=hidden");

        assertThatThrownBy(settings::toLibpqEnvironment)
                .isInstanceOf(ChameleonException.class)
                .hasMessageContaining("sslpassword")
                .hasMessageNotContaining("hidden");
    }

    private static ConnectionSettings settings(String url) {
        return ConnectionOptions.url(url).resolve();
    }
}
