package io.chameleon.runner.config;

import static io.chameleon.runner.failure.FailureKind.FAILED;
import static io.chameleon.runner.failure.FailureKind.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.runner.cli.Operator;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.testing.PostgresServer;
import io.chameleon.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureIT {
    private static TestDatabase database;
    private static Path rules;
    private static String trustingRules;

    /** The embedded server trusts everybody, but for the two roles that this adds. */
    @BeforeAll
    static void demands_a_password() throws Exception {
        assumeTrue(PostgresServer.isEmbedded(), "skipped: the server's files are out of reach");
        database = TestDatabase.create();
        database.executeAsSuperuser("CREATE ROLE usr_password LOGIN PASSWORD 'secret'; CREATE ROLE usr_rejected LOGIN");
        rules = Path.of(superuserReads("current_setting('hba_file')"));
        trustingRules = Files.readString(rules);
        reload("host all usr_password all md5\nhost all usr_rejected all reject\n" + trustingRules);
    }

    @AfterAll
    static void trusts_everybody_again() throws Exception {
        if (database == null) {
            return;
        }
        reload(trustingRules);
        database.executeAsSuperuser("DROP ROLE usr_password, usr_rejected");
        database.close();
    }

    @Test
    void connects_under_the_name_of_the_runner() throws SQLException {
        try (var connection = settings("").toDataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT current_user, current_database(), current_setting('application_name')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(TestDatabase.OWNER);
            assertThat(rows.getString(2)).isEqualTo(database.name());
            assertThat(rows.getString(3)).isEqualTo("chameleon-runner");
        }
    }

    @Test
    void passes_options_on_to_the_server() throws SQLException {
        try (var connection = settings("?options=-c%20work_mem%3D1234kB")
                        .toDataSource()
                        .getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW work_mem")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("1234kB");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://usr_password:wrong@localhost:PORT/NAME, connection.password",
        "postgresql://usr_password@localhost:PORT/NAME, connection.password",
        "postgresql://usr_rejected@localhost:PORT/NAME, connection.access",
        "postgresql://usr_nobody@localhost:PORT/NAME, connection.access",
        "postgresql://usr_replica:secret@localhost:PORT/nothing, connection.database",
        "postgresql://usr_replica:secret@localhost:1/NAME, connection.refused",
        "postgresql://usr_replica:secret@nowhere.invalid:PORT/NAME, connection.host",
        "postgresql://usr_replica:secret@localhost:PORT/NAME?sslmode=require, connection.tls",
        "postgresql://usr_replica:secret@localhost:PORT/NAME?sslmode=verify-full&sslrootcert=/nothing, connection.tls",
        "postgresql://usr_replica:secret@localhost:PORT/NAME?target_session_attrs=standby, connection.other",
        "postgresql://usr_replica:secret@localhost:PORT/NAME?options=-c%20nothing%3D1, connection.other",
    })
    void tells_why_it_can_not_connect(String url, String code, @TempDir Path home) {
        var failure = failure(ConnectionOptions.url(complete(url)).resolve());

        assertThat(failure.failure().code()).isEqualTo(code);
        assertThat(failure.failure().kind()).isEqualTo(code.equals("connection.other") ? FAILED : USAGE);
        assertThat(failure.getMessage()).doesNotContain("secret").doesNotContain("wrong");
        assertIsToldToTheOperator(failure.failure(), Operator.at(home), complete(url));
    }

    private static void assertIsToldToTheOperator(Failure failure, Operator operator, String url) {
        var human = operator.run("status", "--url", url);
        assertThat(human.exitCode()).isEqualTo(failure.kind() == FAILED ? 4 : 2);
        assertThat(human.out()).isEmpty();
        assertThat(human.err())
                .contains("error: " + failure.problem() + "\n", "remedy: " + failure.remedy() + "\n")
                .doesNotContain("\tat ", "secret", "wrong");

        var json = operator.run("status", "--output=json", "--verbose", "--url", url);
        assertThat(json.exitCode()).isEqualTo(human.exitCode());
        assertThat(json.failureCode()).isEqualTo(failure.code());
        assertThat(json.out() + json.err()).doesNotContain("secret", "wrong");
    }

    @Test
    void names_who_connects_where_and_what_the_server_said() {
        var failure = failure(ConnectionOptions.url(complete("postgresql://usr_password:wrong@localhost:PORT/NAME"))
                .resolve());

        assertThat(failure)
                .hasMessage(
                        complete(
                                "Can't connect to usr_password@localhost:PORT/NAME: password authentication failed for"
                                        + " user \"usr_password\". Check the password of --password, pg_conn, PGPASSWORD or .pgpass."));
    }

    @Test
    void takes_the_password_from_the_password_file(@TempDir Path directory) throws Exception {
        var file = directory.resolve("pgpass");
        var withoutPassword = ConnectionOptions.url(complete("postgresql://usr_password@localhost:PORT/NAME"))
                .resolve();
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try {
            assertThat(failure(withoutPassword).failure().code()).isEqualTo("connection.password");

            Files.writeString(file, "localhost:*:*:usr_password:secret\n");

            try (var connection = withoutPassword.toDataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @Test
    void gives_up_on_a_server_that_says_nothing() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "postgresql://u:secret@127.0.0.1:" + silent.getLocalPort() + "/d?connect_timeout=1";

            assertThat(failure(ConnectionOptions.url(url).resolve()).failure().code())
                    .isEqualTo("connection.timeout");
        }
    }

    @Test
    void tells_that_the_database_takes_no_more_connections() {
        database.executeAsSuperuser("ALTER DATABASE " + database.name() + " CONNECTION LIMIT 0");
        try {
            var failure = failure(settings("")).failure();

            assertThat(failure.code()).isEqualTo("connection.unavailable");
            assertThat(failure.kind()).isEqualTo(FAILED);
        } finally {
            database.executeAsSuperuser("ALTER DATABASE " + database.name() + " CONNECTION LIMIT -1");
        }
    }

    @Test
    void tells_that_the_user_may_not_connect() {
        database.executeAsSuperuser("REVOKE CONNECT ON DATABASE " + database.name() + " FROM PUBLIC, usr_replica");
        try {
            assertThat(failure(settings("")).failure().code()).isEqualTo("connection.access");
        } finally {
            database.executeAsSuperuser("GRANT CONNECT ON DATABASE " + database.name() + " TO PUBLIC, usr_replica");
        }
    }

    private static void reload(String newRules) throws Exception {
        var loaded = superuserReads("pg_conf_load_time()");
        Files.writeString(rules, newRules);
        database.executeAsSuperuser("SELECT pg_reload_conf()");
        while (superuserReads("pg_conf_load_time()").equals(loaded)) {
            Thread.sleep(10);
        }
    }

    private static String superuserReads(String expression) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static ConnectionSettings settings(String query) {
        return ConnectionOptions.url(complete("postgresql://usr_replica:secret@localhost:PORT/NAME" + query))
                .resolve();
    }

    private static String complete(String template) {
        return template.replace("PORT", Integer.toString(database.port())).replace("NAME", database.name());
    }

    private static ChameleonException failure(ConnectionSettings settings) {
        var cause = catchThrowableOfType(
                SQLException.class,
                () -> settings.toDataSource().getConnection().close());
        assertThat((Throwable) cause).as("no connection").isNotNull();
        return ConnectionFailure.translate(cause, settings);
    }
}
