package io.chameleon.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationConversionTest {
    @TempDir
    private Path directory;

    private LegacyFiles files;

    @BeforeEach
    void writes_two_configurations() throws IOException {
        files = new LegacyFiles(directory);
    }

    @Test
    void writes_one_configuration_for_people_to_read() throws IOException {
        files.addToSales("""
                log_dest: stdout
                my_server_id: 101
                replica_batch_size: 500
                batch_retention: '2 days'
                tables_limit: [orders, 'Order Lines']
                pause_on_reindex: Yes
                type_override:
                  "tinyint(1)":
                    override_to: boolean
                    override_tables: ["*"]
                """).addToStock("""
                log_dest: stdout
                my_server_id: 102
                replica_batch_size: 500
                batch_retention: '2 days'
                tables_limit: [items]
                pause_on_reindex: No
                type_override:
                  "tinyint(1)":
                    override_to: boolean
                    override_tables: ["*"]
                """);

        assertThat(files.convert().text().replace(directory + "/", "")).isEqualTo("""
                ---
                # Configuration of pg_chameleon 2.0, converted from these of 1.8:
                #   sales.yaml: source "sales", "my_sales" to "db_sales"
                #   stock.yaml: source "stock", "my_stock" to "db_stock"
                #
                # What it doesn't say as they did:
                # - my_server_id (sales.yaml, line 16; stock.yaml, line 16)
                #   The files differ: 101, 102; the first was taken.
                # - pause_on_reindex (sales.yaml, line 20; stock.yaml, line 20)
                #   pg_chameleon 2.0 has no such setting.
                pid_dir: "~/.pg_chameleon/pid/"
                log_dir: "~/.pg_chameleon/logs/"
                log_dest: "stdout"
                log_level: "info"
                log_days_keep: 10
                rollbar_key: ""
                rollbar_env: ""
                type_override:
                  "tinyint(1)":
                    override_to: "boolean"
                    override_tables:
                      - "*"

                pg_conn:
                  host: "pg.example.org"
                  port: "5450"
                  user: "usr_pg"
                  password:  # left out; it is in sales.yaml, line 14
                  database: "db_replica"
                  charset: "utf8"

                sources:
                  "upgraded":
                    db_conn:
                      host: "mysql.example.org"
                      port: "3316"
                      user: "usr_mysql"
                      password:  # left out; it is in sales.yaml, line 9
                      charset: "utf8"
                      connect_timeout: 10
                    schema_mappings:
                      "my_sales": "db_sales"
                      "my_stock": "db_stock"
                    limit_tables:
                      - "my_sales.orders"
                      - "my_sales.Order Lines"
                      - "my_stock.items"
                    my_server_id: 101
                    replica_batch_size: 500
                    batch_retention: "2 days"
                    copy_max_memory: "300M"
                    copy_mode: "file"
                    out_dir: "/tmp"
                    sleep_loop: 1
                    # New in 2.0. An upgraded source has no GTID set to start from: gtid_enable must wait.
                    skip_tables:
                    grant_select_to:
                    lock_timeout: "120s"
                    replay_max_rows: 10000
                    on_error_replay: "continue"
                    on_error_read: "continue"
                    auto_maintenance: "disabled"
                    gtid_enable: false
                    keep_existing_schema: false
                    type: "mysql"
                """);
    }

    @Test
    void our_own_reader_reads_what_the_old_files_said() throws IOException {
        var configuration = read(files.convert().withPasswords(true));

        var destination = configuration.destination();
        assertThat(destination.host()).contains("pg.example.org");
        assertThat(destination.port()).contains(5450);
        assertThat(destination.user()).contains("usr_pg");
        assertThat(destination.database()).contains("db_replica");
        assertThat(destination.password().map(Secret::reveal)).contains("hunter3");
        assertThat(configuration.sources())
                .isEqualTo(Map.of(
                        "upgraded",
                        new SourceConfiguration(
                                "upgraded",
                                SourceType.MYSQL,
                                Optional.of(new DatabaseServer("mysql.example.org", 3316)),
                                Map.of("my_sales", "db_sales", "my_stock", "db_stock"),
                                TableSelection.ALL,
                                false)));
    }

    @Test
    void tells_passwords_only_when_asked() {
        var conversion = files.convert();

        assertThat(conversion.text()).doesNotContain("hunter");
        assertThat(conversion.withPasswords(true).text())
                .contains("password: \"hunter2\"")
                .contains("password: \"hunter3\"");
        assertThat(conversion.withPasswords(true).withPasswords(false).text()).isEqualTo(conversion.text());
        assertThat(conversion.text()).doesNotContain("hunter");
    }

    @Test
    void leaves_a_password_out_for_the_reader_to_look_for_elsewhere() throws IOException {
        assertThat(read(files.convert()).destination().password()).isEmpty();
    }

    @Test
    void differing_passwords_are_noted_but_never_told() throws IOException {
        var conversion = files.replaceInStock("hunter2", "hunter4").convert();

        assertThat(conversion.notes())
                .containsExactly(new ConversionNote(
                        "mysql_conn.passwd",
                        List.of(files.sales() + ", line 9", files.stock() + ", line 9"),
                        "The files differ; the first was taken."));
        assertThat(conversion.withPasswords(true).text()).contains("hunter2").doesNotContain("hunter4");
    }

    @Test
    void takes_no_password_of_another_user() throws IOException {
        var conversion = files.replaceInSales("passwd: hunter2", "passwd:")
                .replaceInStock("usr_mysql", "usr_other")
                .convert();

        assertThat(conversion.withPasswords(true).text())
                .contains("user: \"usr_mysql\"\n      password: \"\"\n")
                .doesNotContain("hunter2");
        assertThat(conversion.notes()).singleElement().satisfies(note -> {
            assertThat(note.key()).isEqualTo("mysql_conn.user");
            assertThat(note.problem())
                    .startsWith("The files differ: \"usr_mysql\", \"usr_other\"; the first was taken");
        });
    }

    @Test
    void takes_a_password_that_only_a_later_file_has() throws IOException {
        files.replaceInSales("passwd: hunter2", "passwd: ''");

        assertThat(files.convert().withPasswords(true).text()).contains("password: \"hunter2\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        sleep_loop: 5 | sleep_loop: 7 | sleep_loop | The files differ: 5, 7; the first was taken. | sleep_loop: 5
        out_dir: /a | out_dir: '/b #' | out_dir | The files differ: "/a", "/b #"; the first was taken. | out_dir: "/a"
        pg_charset: utf8 | pg_charset: latin1 | pg_charset | The files differ: "utf8", "latin1"; the first was taken. | charset: "utf8"
        '' | my_charset: utf8mb4 | my_charset | Set in some of the files only; the value stands for all of them now. | charset: "utf8mb4"
        copy_mode: | copy_mode: direct | copy_mode | Set in some of the files only; the value stands for all of them now. | copy_mode: "direct"
        hexify: [blob] | hexify: | hexify | pg_chameleon 2.0 has no such setting. | ---
        reindex_app_names: [a] | '' | reindex_app_names | pg_chameleon 2.0 has no such setting. | ---
        '' | api_token: hunter5 | api_token | Not a setting that is known here; it isn't carried over. | ---
        tables_limit: [a] | tables_limit: [] | tables_limit | limit_tables belongs to the whole source now. These schemas had no limit, make sure that all their tables are replicated: "my_stock". | - "my_sales.a"
        tables_limit: [a.b] | tables_limit: [c] | tables_limit | limit_tables separates schema and table by a dot: a name that contains one isn't understood. | - "my_sales.a.b"
        """)
    void notes_what_differs_and_what_is_dropped(String sales, String stock, String key, String problem, String line)
            throws IOException {
        var conversion = files.addToSales(unquoted(sales) + "\n")
                .addToStock(unquoted(stock) + "\n")
                .convert();

        assertThat(conversion.notes())
                .extracting(ConversionNote::key, ConversionNote::problem)
                .containsExactly(tuple(key, problem));
        assertThat(conversion.text())
                .contains(line + "\n", "# - " + key + " (", "#   " + problem + "\n")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        boolean, ['*']  | boolean, ['*', x] | "boolean" | "*" | ''
        boolean, [a, b] | boolean, [a, b]   | "boolean" | "a" "b" | ''
        boolean, [a, b] | boolean, [c, b]   | "boolean" | "a" "b" "c" | The files differ; the override stands for tables of all schemas now.
        boolean, [a]    | boolean, ['*']    | "boolean" | "*" | The files differ; the override stands for tables of all schemas now.
        boolean, [a]    | smallint, [b]     | "boolean" | "a" | The files differ; the override to "boolean" was taken, and the override stands for tables of all schemas now.
        """)
    void merges_type_overrides(String sales, String stock, String type, String tables, String problem)
            throws IOException {
        var conversion =
                files.addToSales(override(sales)).addToStock(override(stock)).convert();

        var items = Stream.of(tables.split(" ")).map(table -> "      - " + table + "\n");
        assertThat(conversion.text()).contains("""
                        type_override:
                          "bit(1)":
                            override_to: %s
                            override_tables:
                        """.formatted(type) + String.join("", items.toList()) + "\npg_conn:\n");
        assertThat(conversion.notes())
                .extracting(ConversionNote::problem)
                .isEqualTo(unquoted(problem).isEmpty() ? List.of() : List.of(problem));
    }

    @Test
    void notes_an_override_that_stood_for_one_schema_only() throws IOException {
        var conversion = files.addToStock(override("boolean, ['*']")).convert();

        assertThat(conversion.notes())
                .extracting(ConversionNote::key, ConversionNote::places)
                .containsExactly(tuple("type_override.bit(1)", List.of(files.stock() + ", line 16")));
    }

    @Test
    void unknown_settings_of_a_connection_are_noted() throws IOException {
        files.replaceInSales("  port: 5450", "  port: 5450\n  sslmode: require");

        assertThat(files.convert().notes())
                .extracting(ConversionNote::key, ConversionNote::places)
                .containsExactly(tuple("pg_conn.sslmode", List.of(files.sales() + ", line 13")));
    }

    @Test
    void converts_a_single_file() {
        var conversion = ConfigurationConversion.of(List.of(files.stock()), "stock");

        assertThat(conversion.notes()).isEmpty();
        assertThat(conversion.text()).doesNotContain("What it doesn't say", "my_sales", "type_override");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostile_texts_survive(String yaml, String expected) throws IOException {
        files.replaceInStock("my_stock", yaml)
                .replaceInStock("db_stock", yaml)
                .replaceInSales("hunter3", yaml)
                .replaceInStock("hunter3", yaml)
                .replaceInSales("db_replica", yaml)
                .replaceInStock("db_replica", yaml)
                .addToStock("tables_limit: [" + yaml + "]\nout_dir: " + yaml + "\n");

        var conversion = ConfigurationConversion.of(List.of(files.sales(), files.stock()), expected);
        var configuration = read(conversion.withPasswords(true));

        assertThat(configuration.sources().keySet()).containsExactly(expected);
        assertThat(configuration.sources().get(expected).schemaMappings())
                .isEqualTo(Map.of("my_sales", "db_sales", expected, expected));
        assertThat(configuration.destination().password().map(Secret::reveal)).contains(expected);
        assertThat(configuration.destination().database()).contains(expected);
        assertThat(limits(conversion, expected)).containsExactly(expected + "." + expected);
    }

    @Test
    void nothing_breaks_out_of_a_comment() throws IOException {
        files.addToSales("\"a\\nsources\\u2028pg_conn\\x85type\\u202E\": 1\n");
        Path sales = Files.move(files.sales(), directory.resolve("a\npg_conn: {}\nb.yaml"));

        var conversion = ConfigurationConversion.of(List.of(sales, files.stock()), "upgraded");

        assertThat(read(conversion).sources()).containsOnlyKeys("upgraded");
        assertThat(conversion.text())
                .contains("a\\u000Apg_conn: {}\\u000Ab.yaml: source \"sales\"")
                .contains("# - a\\u000Asources\\u2028pg_conn\\u0085type\\u202E (");
    }

    private static Stream<Arguments> hostileTexts() {
        return Stream.of(
                arguments("'it''s'", "it's"),
                arguments("'\"quoted\"'", "\"quoted\""),
                arguments("'a: b'", "a: b"),
                arguments("'a #b'", "a #b"),
                arguments("'*x'", "*x"),
                arguments("'!x'", "!x"),
                arguments("'- x'", "- x"),
                arguments("'{x}'", "{x}"),
                arguments("'%x'", "%x"),
                arguments("'@x'", "@x"),
                arguments("'a\\b'", "a\\b"),
                arguments("'---'", "---"),
                arguments("'<<'", "<<"),
                arguments("'='", "="),
                arguments("'~'", "~"),
                arguments("'null'", "null"),
                arguments("'no'", "no"),
                arguments("'y'", "y"),
                arguments("123", "123"),
                arguments("'0123'", "0123"),
                arguments("'1_000'", "1_000"),
                arguments("'1.5'", "1.5"),
                arguments("'1:30'", "1:30"),
                arguments("'2026-01-01'", "2026-01-01"),
                arguments("' blanks '", " blanks "),
                arguments("\"tab\\t\"", "tab\t"),
                arguments("\"two\\nlines\\n\"", "two\nlines\n"),
                arguments("\"\\N\\L\\P\\uFEFF\\0\\x7F\"", "\u0085\u2028\u2029\uFEFF\u0000\u007F"),
                arguments("'schéma'", "schéma"),
                arguments("'スキーマ'", "スキーマ"),
                arguments("'\uD83D\uDC0A'", "\uD83D\uDC0A"),
                arguments("'" + "long ".repeat(60) + "'", "long ".repeat(60)));
    }

    private List<String> limits(ConfigurationConversion conversion, String source) throws IOException {
        return YamlDocument.read(write(conversion))
                .mapping("")
                .require("sources")
                .mapping("")
                .require(source)
                .mapping("")
                .require("limit_tables")
                .items("")
                .stream()
                .map(YamlNode::requiredText)
                .toList();
    }

    private ReplicaConfiguration read(ConfigurationConversion conversion) throws IOException {
        return ReplicaConfiguration.read(write(conversion));
    }

    private Path write(ConfigurationConversion conversion) throws IOException {
        return Files.writeString(directory.resolve("upgraded.yml"), conversion.text());
    }

    private static String override(String toAndTables) {
        var parts = toAndTables.split(", ", 2);
        return "type_override:\n  bit(1): {override_to: %s, override_tables: %s}\n".formatted(parts[0], parts[1]);
    }

    /** A table cell can't be empty. */
    private static String unquoted(String cell) {
        return cell.equals("''") ? "" : cell;
    }
}
