package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.config.ReplicaConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertConfigTest {
    private static final String SALES = """
            source_name: sales
            my_database: my_sales
            dest_schema: db_sales
            pg_database: db_replica
            mysql_conn:
              host: mysql.example.org
              port: 3306
              user: usr_mysql
              passwd: hunter2
            pg_conn:
              host: pg.example.org
              port: 5432
              user: usr_pg
              password: hunter3
            """;

    @TempDir
    Path home;

    private Operator operator;
    private String sales;
    private String stock;

    @BeforeEach
    void oldConfigurations() throws IOException {
        operator = Operator.at(home);
        sales = write("sales.yaml", SALES);
        stock = write("stock.yaml", SALES.replace("sales", "stock").replace("usr_mysql", "usr_other"));
    }

    @Test
    void the_configuration_goes_to_standard_output_without_passwords_and_the_notes_to_standard_error()
            throws IOException {
        var result = operator.run("convert-config", sales, stock, "--source", "all");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).startsWith("note: mysql_conn.user (").contains("stock.yaml", "The files differ");
        assertThat(result.out() + result.err()).doesNotContain("hunter");
        var converted = ReplicaConfiguration.read(Path.of(write("converted.yml", result.out())));
        assertThat(converted.sources().get("all").schemaMappings())
                .containsEntry("my_sales", "db_sales")
                .containsEntry("my_stock", "db_stock");
    }

    @Test
    void passwords_are_shown_when_asked_for() {
        var result = operator.run("convert-config", sales, "--source", "all", "--show-passwords");

        assertThat(result.out()).contains("hunter2", "hunter3");
        assertThat(result.err()).doesNotContain("hunter");
    }

    @Test
    void a_file_has_the_passwords_and_is_private_and_never_overwritten() throws IOException {
        Path file = home.resolve("all.yml");

        var written = operator.run("convert-config", sales, stock, "--source", "all", "--out", file.toString());
        assertThat(written.exitCode()).isZero();
        assertThat(written.out()).contains("The configuration is in " + file, "check --config " + file);
        assertThat(written.out() + written.err()).doesNotContain("hunter");
        assertThat(Files.readString(file)).contains("hunter2", "hunter3");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var again =
                operator.run("convert-config", stock, "--source", "all", "--out", file.toString(), "--output", "json");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.failureCode()).isEqualTo("config.exists");
        assertThat(Files.readString(file)).contains("db_sales");
    }

    @Test
    void json_has_the_configuration_or_the_file_and_the_notes() {
        var shown = operator.run("convert-config", sales, stock, "--source", "all", "--output", "json");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.outcome()).isEqualTo("done");
        assertThat(shown.out()).doesNotContain("hunter");
        assertThat(shown.json().get("configuration").getAsString()).contains("\"my_sales\": \"db_sales\"");
        var note = shown.json().getAsJsonArray("notes").get(0).getAsJsonObject();
        assertThat(note.get("key").getAsString()).isEqualTo("mysql_conn.user");
        assertThat(note.getAsJsonArray("places")).hasSize(2);

        String file = home.resolve("all.yml").toString();
        var written = operator.run("convert-config", sales, "--source", "all", "--out", file, "--output", "json");
        assertThat(written.json().get("file").getAsString()).isEqualTo(file);
        assertThat(written.json().has("configuration")).isFalse();
    }

    @Test
    void files_that_can_not_become_one_are_refused() throws IOException {
        String elsewhere = write("elsewhere.yaml", SALES.replace("sales", "x").replace("mysql.example", "my.example"));

        var result = operator.run("convert-config", sales, elsewhere, "--source", "all", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.failureCode()).isEqualTo("config.different-servers");
        assertThat(result.err()).contains("\nNothing was tried.\n").doesNotContain("hunter");
    }

    @Test
    void help_has_examples() {
        var result = operator.run("convert-config", "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("OLD.yaml...", "--show-passwords", "Examples");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 110);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }
}
