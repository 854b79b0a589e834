package io.chameleon.runner.config;

import static io.chameleon.runner.failure.FailureKind.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionRefusalTest {
    @TempDir
    private Path directory;

    private LegacyFiles files;

    @BeforeEach
    void writes_two_configurations() throws IOException {
        files = new LegacyFiles(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        mysql.example.org | 127.0.0.1 | config.different-servers | mysql_conn, line 5: this source reads from the MySQL server 127.0.0.1:3316, the one of sales.yaml, line 5, from mysql.example.org:3316.
        port: 3316 | port: 3317 | config.different-servers | mysql_conn, line 5: this source reads from the MySQL server mysql.example.org:3317, the one of sales.yaml, line 5, from mysql.example.org:3316.
        port: 3316 | port: | config.different-servers | mysql_conn, line 5: this source reads from the MySQL server mysql.example.org:3306, the one of sales.yaml, line 5, from mysql.example.org:3316.
        pg.example.org | ::1 | config.different-destinations | pg_conn, line 10: this source replicates into the database db_replica on [::1]:5450 as usr_pg, the one of sales.yaml, line 10, into the database db_replica on pg.example.org:5450 as usr_pg.
        port: 5450 | port: '5451' | config.different-destinations | pg_conn, line 10: this source replicates into the database db_replica on pg.example.org:5451 as usr_pg, the one of sales.yaml, line 10, into the database db_replica on pg.example.org:5450 as usr_pg.
        db_replica | db_other | config.different-destinations | pg_conn, line 10: this source replicates into the database db_other on pg.example.org:5450 as usr_pg, the one of sales.yaml, line 10, into the database db_replica on pg.example.org:5450 as usr_pg.
        usr_pg | Usr_pg | config.different-destinations | pg_conn, line 10: this source replicates into the database db_replica on pg.example.org:5450 as Usr_pg, the one of sales.yaml, line 10, into the database db_replica on pg.example.org:5450 as usr_pg.
        source_name: stock | source_name: sales | config.duplicate-source | source_name, line 1: the source 'sales' is already that of sales.yaml, line 1.
        my_stock | my_sales | config.duplicate-schema | my_database, line 2: the MySQL schema 'my_sales' is already that of sales.yaml, line 2.
        db_stock | db_sales | config.duplicate-destination | destination_schema, line 3: the PostgreSQL schema 'db_sales' is already that of sales.yaml, line 3.
        """)
    void refuses_files_that_do_not_belong_together(String text, String replacement, String code, String problem)
            throws IOException {
        assertRefused(code, files.replaceInStock(text, replacement), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        my_database: my_stock | x: 1 | config.missing-key | line 1: the key my_database is missing.
        my_database: my_stock | my_database: 007 | config.wrong-type | my_database, line 2: expected a text, found a number.
        my_database: my_stock | my_database: no | config.wrong-type | my_database, line 2: expected a text, found a boolean.
        my_database: my_stock | my_database: '' | config.wrong-type | my_database, line 2: expected a text, found an empty text.
        source_name: stock | source_name: | config.wrong-type | source_name, line 1: expected a text, found nothing.
        destination_schema: db_stock | destination_schema: | config.missing-key | line 1: the key dest_schema is missing.
        destination_schema: db_stock | destination_schema: a↵dest_schema: b | config.contradiction | line 1: dest_schema and destination_schema differ: dest_schema, line 4; destination_schema, line 3.
        source_name: stock | sources: {} | config.already-converted | sources, line 1: this is a configuration of pg_chameleon 2.0: a 1.8 one holds one source, without this key.
        port: 3316 | port: 03316 | config.wrong-type | mysql_conn.port, line 7: expected a port, found a number that isn't one.
        passwd: hunter2 | passwd: 1e5 | config.wrong-type | mysql_conn.passwd, line 9: expected a text, found a number.
        passwd: hunter2 | passwd: [hunter2] | config.wrong-type | mysql_conn.passwd, line 9: expected a text, found a list.
        user: usr_mysql | user: {hunter: 2} | config.wrong-type | mysql_conn.user, line 8: expected a text, found a mapping.
        pg_conn: | tables_limit: a↵pg_conn: | config.wrong-type | tables_limit, line 10: expected a list of tables, found a text.
        pg_conn: | tables_limit: [a, [b]]↵pg_conn: | config.wrong-type | tables_limit[1], line 10: expected a text, found a list.
        pg_conn: | type_override: {a: {override_to: b}}↵pg_conn: | config.missing-key | type_override.a, line 10: the key override_tables is missing.
        pg_conn: | sleep_loop: [1]↵pg_conn: | config.wrong-type | sleep_loop, line 10: expected a text, a number or a boolean, found a list.
        pg_conn: | sleep_loop: !!int 'a: b'↵pg_conn: | config.wrong-type | sleep_loop, line 10: expected a text, a number or a boolean, found a number.
        """)
    void names_file_key_and_line_of_what_is_wrong(String text, String replacement, String code, String problem)
            throws IOException {
        assertRefused(code, files.replaceInStock(text, replacement.replace('↵', '\n')), problem);
    }

    @Test
    void both_spellings_may_say_the_same() throws IOException {
        files.replaceInStock("destination_schema: db_stock", "destination_schema: db_stock\ndest_schema: db_stock");

        assertThat(files.convert().text()).contains("\"my_stock\": \"db_stock\"");
    }

    @Test
    void the_case_of_host_names_does_not_matter() throws IOException {
        files.replaceInStock("mysql.example.org", "MySQL.example.org").replaceInStock("pg.example", "PG.example");

        assertThat(files.convert().notes()).isEmpty();
    }

    @Test
    void refuses_an_empty_source_name() {
        var failure = refusal(() -> ConfigurationConversion.of(List.of(files.sales()), " "));

        assertThat(failure.failure().code()).isEqualTo("config.no-source-name");
    }

    @Test
    void needs_a_file() {
        assertThatThrownBy(() -> ConfigurationConversion.of(List.of(), "upgraded"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(String code, LegacyFiles files, String problem) {
        var failure = refusal(files::convert).failure();

        assertThat(failure.problem().replace(directory + "/", "")).isEqualTo("stock.yaml: " + problem);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(USAGE);
        assertThat(failure.problem() + failure.remedy()).doesNotContain("hunter");
    }

    private static ChameleonException refusal(ThrowingCallable conversion) {
        return catchThrowableOfType(ChameleonException.class, conversion);
    }
}
