package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.PostgresServer;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about TLS reaches the driver: a server that demands it, with a certificate for another host. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server's key needs permissions of its own")
class TlsIT {
    @TempDir
    static Path directory;

    private static TestDatabase database;
    private static Path rules;
    private static String formerRules;

    @BeforeAll
    static void demandTls() throws Exception {
        assumeTrue(PostgresServer.isEmbedded(), "skipped: the server's files are out of reach");
        database = TestDatabase.create();
        rules = Path.of(superuserReads("current_setting('hba_file')"));
        Path data = rules.getParent();
        ServerCertificate.write("db.example.org", data.resolve("server.crt"), data.resolve("server.key"));
        Files.copy(data.resolve("server.crt"), directory.resolve("server.crt"));
        ServerCertificate.write("db.example.org", directory.resolve("other.crt"), directory.resolve("other.key"));
        formerRules = Files.readString(rules);
        Files.writeString(rules, "hostssl all usr_tls all trust\nhost all usr_tls all reject\n" + formerRules);
        database.executeAsSuperuser("CREATE ROLE usr_tls LOGIN");
        reload("SET ssl = on", "on");
    }

    @AfterAll
    static void demandNothing() throws Exception {
        if (database == null) {
            return;
        }
        Files.writeString(rules, formerRules);
        reload("RESET ssl", "off");
        database.executeAsSuperuser("DROP ROLE usr_tls");
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=require, 0, ",
        "sslmode=prefer, 0, ",
        "sslmode=verify-ca&sslrootcert=DIRECTORY/server.crt, 0, ",
        "sslmode=disable, 2, connection.access",
        "sslmode=verify-full&sslrootcert=DIRECTORY/server.crt, 2, connection.tls",
        "sslmode=verify-ca&sslrootcert=DIRECTORY/other.crt, 2, connection.tls",
        "sslmode=verify-ca&sslrootcert=DIRECTORY/absent.crt, 2, connection.tls",
        "sslmode=verify-ca&sslrootcert=DIRECTORY/other.key, 2, connection.tls",
    })
    void is_as_the_url_says(String parameters, int exitCode, String failure) {
        String url = "postgresql://usr_tls:hunter2@localhost:" + database.port() + "/" + database.name() + "?"
                + parameters.replace("DIRECTORY", directory.toString());

        var result = Operator.at(directory).run("status", "--output=json", "--url", url);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out() + result.err()).doesNotContain("hunter2", "\tat ");
        if (failure != null) {
            assertThat(result.failureCode()).isEqualTo(failure);
        }
    }

    @Test
    void the_driver_does_not_log_what_is_told_already() {
        var records = new ArrayList<LogRecord>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("org.postgresql").addHandler(handler);
        try {
            is_as_the_url_says("sslmode=verify-full&sslrootcert=DIRECTORY/server.crt", 2, "connection.tls");
        } finally {
            Logger.getLogger("org.postgresql").removeHandler(handler);
        }
        assertThat(records).isEmpty();
    }

    @Test
    void is_as_the_environment_says() {
        for (String mode : new String[] {"require", "disable"}) {
            var result = Operator.at(directory)
                    .with("PGSSLMODE", mode)
                    .with("PGHOST", "localhost")
                    .with("PGPORT", Integer.toString(database.port()))
                    .with("PGDATABASE", database.name())
                    .with("PGUSER", "usr_tls")
                    .run("status");

            assertThat(result.exitCode()).as(result.err()).isEqualTo(mode.equals("require") ? 0 : 2);
        }
    }

    private static void reload(String change, String expected) throws Exception {
        database.executeAsSuperuser("ALTER SYSTEM " + change);
        database.executeAsSuperuser("SELECT pg_reload_conf()");
        while (!superuserReads("current_setting('ssl')").equals(expected)) {
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
}
