package io.chameleon.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final Secret secret = Secret.of("hunter2");

    @Test
    void tells_the_password_on_request_only() {
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).hasToString("********");
    }

    @Test
    void stays_out_of_json() {
        assertThat(new Gson().toJson(secret)).isEqualTo("{}");
    }
}
