package io.chameleon.runner.config;

import static io.chameleon.runner.failure.FailureKind.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

class ConnectionOptionsTest {
    private static final String SYSTEM_USER = System.getProperty("user.name");

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@h:5433/d, u@h:5433/d, p",
        "postgres://u:p@h:5433/d, u@h:5433/d, p",
        "jdbc:postgresql://u:p@h:5433/d, u@h:5433/d, p",
        "jdbc:postgresql://h/d?user=u&password=p, u@h:5432/d, p",
        "postgresql://u@h, u@h:5432/u, ",
        "postgresql://u@h/, u@h:5432/u, ",
        "postgresql://u@/d, u@localhost:5432/d, ",
        "postgresql:///d?user=u&host=h&port=1, u@h:1/d, ",
        "postgresql://u@h?dbname=d, u@h:5432/d, ",
        "postgresql://u@[::1]:5433/d, u@[::1]:5433/d, ",
        "postgresql://u@[fe80::1]/d, u@[fe80::1]:5432/d, ",
        "postgresql://u%40x:p%2F%3A%40+%25@h/d%20e, u@x@h:5432/d e, p/:@+%",
        "postgresql://u:@h/d, u@h:5432/d, ",
    })
    void reads_a_url(String url, String description, String password) {
        var settings = ConnectionOptions.url(url).resolve();

        assertThat(settings.describe()).isEqualTo(description);
        assertThat(settings.password().map(Secret::reveal)).isEqualTo(Optional.ofNullable(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "mysql://u:hunter2@h/d",
                "jdbc:mysql://u:hunter2@h/d",
                "jdbc:postgresql:hunter2",
                "postgresql:hunter2",
                "postgresql://u:hunter2/3@h/d",
                "postgresql://u:12/hunter2@h/d",
                "postgresql://u:12?hunter2@h/d",
                "postgresql://u:12?hunter2=3@h/d",
                "postgresql://u:hunter2@4@h/d",
                "postgresql://u:hunter2%zz@h/d",
                "postgresql://u:hunter2@h:54x/d",
                "postgresql://u:hunter2@h:0/d",
                "postgresql://u:hunter2@h:70000/d",
                "postgresql://u:hunter2@::1/d",
                "postgresql://u:hunter2@[::1/d",
                "postgresql://u:hunter2@h1:1,h2:2/d",
                "postgresql://u:hunter2@h/d/e",
                "postgresql://u:hunter2@h/d?hunter2",
            })
    void refuses_a_url_without_repeating_it(String url) {
        var failure = refusal(() -> ConnectionOptions.url(url).resolve());

        assertThat(failure.failure().code()).isEqualTo("connection.url");
        assertThat(failure.failure().kind()).isEqualTo(USAGE);
        assertThat(failure.getMessage()).doesNotContain("hunter2");
        assertThat(failure.getCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://h/d?sslMode=require, The connection parameter sslMode isn't supported.",
        "postgresql://h/d?service=x, The connection parameter service isn't supported.",
        "jdbc:postgresql://h/d?target_session_attrs=any, The connection property target_session_attrs isn't supported.",
        "jdbc:postgresql://h/d?service=x, The connection property service isn't supported.",
        "postgresql://h/d?sslmode=yes, The sslmode doesn't exist.",
        "postgresql://h/d?connect_timeout=10s, The connect timeout isn't a number of seconds.",
        "postgresql://h/d?target_session_attrs=master, The target_session_attrs don't exist.",
    })
    void refuses_parameters_that_make_no_sense(String url, String problem) {
        var failure = refusal(() -> ConnectionOptions.url(url).resolve()).failure();

        assertThat(failure.code()).isEqualTo("connection.option");
        assertThat(failure.problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run/postgresql, The host '/var/run/postgresql' is a directory of Unix sockets; the JDBC driver connects over"
                + " TCP only.",
        "'h1,h2', 'The host ''h1,h2'' names several hosts; an upgrade runs on one server.'",
        "h/d?socketFactory=x, The host is neither a name nor an address.",
        "[::1], The host is neither a name nor an address.",
        "'h ', The host is neither a name nor an address.",
    })
    void refuses_hosts_that_the_driver_can_not_reach(String host, String problem) {
        var failure = refusal(() ->
                        ConnectionOptions.environment(Map.of("PGHOST", host)).resolve())
                .failure();

        assertThat(failure.code()).isEqualTo("connection.host");
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.remedy()).isEqualTo("Give a host such as localhost with --url, pg_conn or PGHOST.");
    }

    @Test
    void reads_the_environment() {
        var options = ConnectionOptions.environment(Map.of(
                "PGHOST", "h",
                "PGPORT", "5433",
                "PGDATABASE", "d",
                "PGUSER", "u",
                "PGPASSWORD", "hunter2",
                "PGSSLMODE", "verify-full",
                "PGSSLROOTCERT", "/root.crt",
                "PGCONNECT_TIMEOUT", "3",
                "PGTARGETSESSIONATTRS", "read-write",
                "PGOPTIONS", ""));

        assertThat(options.resolve().describe()).isEqualTo("u@h:5433/d");
        assertThat(options.password().map(Secret::reveal)).contains("hunter2");
        assertThat(options.properties())
                .containsOnly(
                        Map.entry("sslmode", "verify-full"),
                        Map.entry("sslrootcert", "/root.crt"),
                        Map.entry("connectTimeout", "3"),
                        Map.entry("targetServerType", "primary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "65536", " 5432", "05432", "-1"})
    void refuses_a_wrong_port_of_the_environment(String port) {
        var failure = refusal(() -> ConnectionOptions.environment(Map.of("PGPORT", port)));

        assertThat(failure).hasMessage("PGPORT isn't a port: '" + port + "'. Set it to a number from 1 to 65535.");
    }

    @Test
    void has_the_defaults_of_libpq() {
        var settings = ConnectionOptions.environment(Map.of("PGHOST", "", "PGUSER", ""))
                .resolve();

        assertThat(settings.describe()).isEqualTo(SYSTEM_USER + "@localhost:5432/" + SYSTEM_USER);
        assertThat(settings.password()).isEmpty();
    }

    @Test
    void prefers_the_more_explicit_place() {
        var commandLine =
                ConnectionOptions.user("me").orElse(ConnectionOptions.url("postgresql://url/?sslmode=disable"));
        var configuration = ConnectionOptions.url("postgresql://pg_conn:5450/configured");
        var environment = ConnectionOptions.environment(Map.of(
                "PGHOST", "environment", "PGSSLMODE", "require", "PGCONNECT_TIMEOUT", "3", "PGPASSWORD", "hunter2"));

        var settings = commandLine.orElse(configuration).orElse(environment).resolve();

        assertThat(settings.describe()).isEqualTo("me@url:5432/configured");
        assertThat(settings.properties()).containsEntry("sslmode", "disable").containsEntry("connectTimeout", "3");
        assertThat(settings.password().map(Secret::reveal)).contains("hunter2");
    }

    @Test
    void does_not_try_the_password_of_another_user() {
        var configuration = ConnectionOptions.url("postgresql://usr_replica:hunter2@h/d");

        assertThat(ConnectionOptions.user("postgres").orElse(configuration).password())
                .isEmpty();
        assertThat(ConnectionOptions.user("usr_replica").orElse(configuration).password())
                .isPresent();
        assertThat(ConnectionOptions.password(Secret.of("other"))
                        .orElse(configuration)
                        .password()
                        .map(Secret::reveal))
                .contains("other");
    }

    @Test
    void fills_a_data_source() {
        var source =
                (PGSimpleDataSource) ConnectionOptions.url("postgresql://u:hunter2@[::1]:5433/d%20e?sslmode=require")
                        .resolve()
                        .toDataSource();

        var address = Driver.parseURL(source.getURL(), new Properties());
        assertThat(address).containsEntry("PGHOST", "::1").containsEntry("PGPORT", "5433");
        assertThat(source.getDatabaseName()).isEqualTo("d e");
        assertThat(source.getUser()).isEqualTo("u");
        assertThat(source.getPassword()).isEqualTo("hunter2");
        assertThat(source.getSslMode()).isEqualTo("require");
        assertThat(source.getApplicationName()).isEqualTo("chameleon-runner");
        assertThat(source.getConnectTimeout()).isEqualTo(10);
        assertThat(source.getLoginTimeout()).isEqualTo(10);
        assertThat(source.getTcpKeepAlive()).isTrue();
    }

    @Test
    void shows_no_password() {
        var options = ConnectionOptions.url("postgresql://u:hunter2@h/d?sslpassword=hunter2");

        assertThat(options.toString()).doesNotContain("hunter2").contains("host=Optional[h]");
        assertThat(options.resolve()).hasToString("u@h:5432/d");
    }

    private static ChameleonException refusal(ThrowingCallable call) {
        var failure = catchThrowableOfType(ChameleonException.class, call);
        assertThat(failure).as("refused").isNotNull();
        return failure;
    }
}
