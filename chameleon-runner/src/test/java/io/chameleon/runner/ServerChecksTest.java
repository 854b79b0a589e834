package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.catalogue.ServerFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerChecksTest {
    @ParameterizedTest
    @CsvSource({"90624, FAIL", "100000, PASS", "150019, PASS", "180006, PASS", "190000, WARN"})
    void postgresql_10_to_18_will_do(int versionNumber, CheckOutcome outcome) {
        assertOutcome(new ServerFacts("x", versionNumber, false, false, false), "postgresql-version", outcome);
    }

    @Test
    void a_standby_is_refused_whatever_its_transactions_are() {
        assertOutcome(new ServerFacts("15.19", 150019, true, true, false), "server-writable", CheckOutcome.FAIL);
    }

    @Test
    void a_server_that_is_read_only_by_default_is_a_warning() {
        assertOutcome(new ServerFacts("15.19", 150019, false, true, false), "server-writable", CheckOutcome.WARN);
    }

    @Test
    void a_pooler_in_between_is_a_warning() {
        assertOutcome(new ServerFacts("15.19", 150019, false, false, true), "connection-proxy", CheckOutcome.WARN);
        assertOutcome(new ServerFacts("15.19", 150019, false, false, false), "connection-proxy", CheckOutcome.PASS);
    }

    private static void assertOutcome(ServerFacts server, String id, CheckOutcome expected) {
        assertThat(ServerChecks.of(server).filter(check -> check.id().equals(id)))
                .singleElement()
                .extracting(Check::outcome)
                .isEqualTo(expected);
    }
}
