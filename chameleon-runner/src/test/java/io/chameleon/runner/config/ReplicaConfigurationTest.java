package io.chameleon.runner.config;

import static io.chameleon.runner.failure.FailureKind.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaConfigurationTest {
    private static final String COMPLETE = """
            ---
            pid_dir: '~/.pg_chameleon/pid/'
            type_override:
              "tinyint(1)":
                override_to: boolean
                override_tables:
                  - "*"
            pg_conn:
              host: "db.example.org"
              port: "5450"
              user: "usr_replica"
              password: "hunter2"
              database: "db_replica"
              charset: "utf8"
            sources:
              upgraded:
                db_conn:
                  host: "MySQL.example.org"
                  port: 3316
                  user: "usr_replica"
                  password: "hunter3"
                schema_mappings:
                  my_schema_02: db_schema_02
                  my_schema_01: db_schema_01
                limit_tables:
                gtid_enable: Yes
                type: mysql
              another:
                schema_mappings:
                  sales: sales
                type: pgsql
            """;

    /** A configuration of one source, which tests vary by replacing a line. */
    private static final String SMALL = """
            pg_conn:
              host: localhost
              port: 5432
              user: usr_replica
              password: hunter2
              database: db_replica
            sources:
              upgraded:
                db_conn:
                  host: mysql
                  port: 3306
                schema_mappings:
                  my_schema: db_schema
                gtid_enable: false
                type: mysql
            """;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void names_a_file() {
        file = directory.resolve("upgraded.yml");
    }

    @Test
    void reads_sources_and_mappings_in_their_order() throws IOException {
        var sources = read(COMPLETE).sources();

        assertThat(sources.keySet()).containsExactly("upgraded", "another");
        var upgraded = sources.get("upgraded");
        assertThat(upgraded.name()).isEqualTo("upgraded");
        assertThat(upgraded.type()).isEqualTo(SourceType.MYSQL);
        assertThat(upgraded.databaseServer()).contains(new DatabaseServer("mysql.example.org", 3316));
        assertThat(upgraded.schemaMappings().toString())
                .isEqualTo("{my_schema_02=db_schema_02, my_schema_01=db_schema_01}");
        assertThat(upgraded.gtidEnable()).isTrue();
        var another = sources.get("another");
        assertThat(another.type()).isEqualTo(SourceType.PGSQL);
        assertThat(another.databaseServer()).isEmpty();
        assertThat(another.gtidEnable()).isFalse();
    }

    @Test
    void reads_which_tables_are_replicated() throws IOException {
        var tables = source(SMALL.replace("    gtid_enable: false\n", """
                    limit_tables: [my_schema.t1, 'my_schema.Order Lines']
                    skip_tables:
                      - my_schema.t1
                """)).tables();

        assertThat(tables.isOutsideLimit("my_schema", "Order Lines")).isFalse();
        assertThat(tables.isOutsideLimit("my_schema", "order lines")).isTrue();
        assertThat(tables.isOutsideLimit("another", "t1")).isTrue();
        assertThat(tables.isSkipped("my_schema", "t1")).isTrue();
        assertThat(tables.isSkipped("my_schema", "Order Lines")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "[]"})
    void takes_an_empty_list_for_every_table(String list) throws IOException {
        var source =
                source(SMALL.replace("gtid_enable: false", "limit_tables: " + list + "\n    skip_tables: " + list));

        assertThat(source.tables()).isEqualTo(TableSelection.ALL);
    }

    @Test
    void reads_the_destination() throws IOException {
        var destination = read(COMPLETE).destination();

        assertThat(destination.host()).contains("db.example.org");
        assertThat(destination.port()).contains(5450);
        assertThat(destination.user()).contains("usr_replica");
        assertThat(destination.database()).contains("db_replica");
        assertThat(destination.password().map(Secret::reveal)).contains("hunter2");
        assertThat(read(COMPLETE).toString()).doesNotContain("hunter");
    }

    @Test
    void needs_no_destination() throws IOException {
        var sources = SMALL.substring(SMALL.indexOf("sources:"));

        assertThat(read(sources).destination()).isEqualTo(ConnectionOptions.NONE);
        assertThat(read("pg_conn:\n" + sources).destination()).isEqualTo(ConnectionOptions.NONE);
    }

    @Test
    void takes_what_is_null_or_empty_in_the_destination_for_not_told() throws IOException {
        var destination = read("""
                pg_conn: {host: , port: ~, user: '', password: null}
                sources: {s: {type: mysql, schema_mappings: {a: b}}}
                """).destination();

        assertThat(destination.toString()).isEqualTo(ConnectionOptions.NONE.toString());
        assertThat(destination.password()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5432, 5432",
        "'5432', 5432",
        "'\"5432\"', 5432",
        "1, 1",
        "65535, 65535",
    })
    void reads_a_port_from_a_number_or_a_text(String port, int expected) throws IOException {
        assertThat(read(SMALL.replace("port: 5432", "port: " + port))
                        .destination()
                        .port())
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "yes", "YES", "on", "On"})
    void reads_the_spellings_of_true(String flag) throws IOException {
        assertThat(source(SMALL.replace("gtid_enable: false", "gtid_enable: " + flag))
                        .gtidEnable())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "No", "off", "", "~"})
    void reads_the_spellings_of_false(String flag) throws IOException {
        assertThat(source(SMALL.replace("gtid_enable: false", "gtid_enable: " + flag))
                        .gtidEnable())
                .isFalse();
    }

    @Test
    void reads_a_password_of_digits() throws IOException {
        var destination = read(SMALL.replace("hunter2", "12345")).destination();

        assertThat(destination.password().map(Secret::reveal)).contains("12345");
    }

    @Test
    void reads_quoted_names_that_look_like_something_else() throws IOException {
        var source = source(SMALL.replace("my_schema: db_schema", "'123': 'no'\n      \"null\": \"1.5\""));

        assertThat(source.schemaMappings().toString()).isEqualTo("{123=no, null=1.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void accepts_the_line_ends_of_other_systems(String lineEnd) throws IOException {
        assertThat(source(SMALL.replace("\n", lineEnd)).schemaMappings()).containsEntry("my_schema", "db_schema");
    }

    @Test
    void accepts_a_byte_order_mark() throws IOException {
        assertThat(source("\uFEFF" + SMALL).name()).isEqualTo("upgraded");
    }

    @Test
    void follows_aliases_and_merge_keys() throws IOException {
        var configuration = read("""
                defaults: &defaults
                  type: mysql
                  gtid_enable: true
                  db_conn: &server {host: one}
                sources:
                  a:
                    <<: *defaults
                    gtid_enable: false
                    schema_mappings: {a: b}
                  b:
                    type: mysql
                    db_conn: *server
                    schema_mappings: {c: d}
                """);

        var a = configuration.sources().get("a");
        assertThat(a.type()).isEqualTo(SourceType.MYSQL);
        assertThat(a.gtidEnable()).isFalse();
        assertThat(a.databaseServer()).isEqualTo(Optional.of(new DatabaseServer("one", 3306)));
        assertThat(configuration.sources().get("b").databaseServer()).isEqualTo(a.databaseServer());
    }

    @Test
    void ignores_what_it_does_not_need() throws IOException {
        assertThat(source(SMALL + "    sleep_loop: [1]\n    12: x\n    odd: !local x\nself: &a [a]\nother: *a\n")
                        .name())
                .isEqualTo("upgraded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        port: 5432 | port: 54x | pg_conn.port, line 3: expected a port, found a text that isn't one.
        port: 5432 | port: 05432 | pg_conn.port, line 3: expected a port, found a number that isn't one.
        port: 5432 | port: 70000 | pg_conn.port, line 3: expected a port, found a number that isn't one.
        port: 5432 | port: 0 | pg_conn.port, line 3: expected a port, found a number that isn't one.
        port: 5432 | port: '' | pg_conn.port, line 3: expected a port, found an empty text that isn't one.
        port: 5432 | port: [5432] | pg_conn.port, line 3: expected a port, found a list.
        port: 5432 | port: yes | pg_conn.port, line 3: expected a port, found a boolean.
        user: usr_replica | user: {a: b} | pg_conn.user, line 4: expected a text, found a mapping.
        password: hunter2 | password: 007 | pg_conn.password, line 5: expected a text, found a number.
        password: hunter2 | password: 1.5 | pg_conn.password, line 5: expected a text, found a number.
        database: db_replica | database: on | pg_conn.database, line 6: expected a text, found a boolean.
        password: hunter2 | password: !hunter2 | pg_conn.password, line 5: expected a text, found a value of another type.
        port: 3306 | port: x | sources.upgraded.db_conn.port, line 11: expected a port, found a text that isn't one.
        host: mysql | host: [a] | sources.upgraded.db_conn.host, line 10: expected a text, found a list.
        my_schema: db_schema | 123: db_schema | sources.upgraded.schema_mappings.123, line 13: expected a schema name as key, found a number.
        my_schema: db_schema | no: db_schema | sources.upgraded.schema_mappings.no, line 13: expected a schema name as key, found a boolean.
        my_schema: db_schema | ~: db_schema | sources.upgraded.schema_mappings.~, line 13: expected a schema name as key, found nothing.
        my_schema: db_schema | '': db_schema | sources.upgraded.schema_mappings., line 13: expected a schema name as key, found an empty text.
        my_schema: db_schema | 2020-01-01: x | sources.upgraded.schema_mappings.2020-01-01, line 13: expected a schema name as key, found a date.
        my_schema: db_schema | ? [a]↵      : x | sources.upgraded.schema_mappings.?, line 13: expected a text as key, found a collection.
        my_schema: db_schema | my_schema: 123 | sources.upgraded.schema_mappings.my_schema, line 13: expected the name of a PostgreSQL schema, found a number.
        my_schema: db_schema | my_schema: | sources.upgraded.schema_mappings.my_schema, line 13: expected the name of a PostgreSQL schema, found nothing.
        my_schema: db_schema | my_schema: '' | sources.upgraded.schema_mappings.my_schema, line 13: expected the name of a PostgreSQL schema, found an empty text.
        my_schema: db_schema | my_schema: [a] | sources.upgraded.schema_mappings.my_schema, line 13: expected the name of a PostgreSQL schema, found a list.
        schema_mappings:↵      my_schema: db_schema | schema_mappings: x | sources.upgraded.schema_mappings, line 12: expected a mapping of MySQL schemas to PostgreSQL schemas, found a text.
        schema_mappings:↵      my_schema: db_schema | schema_mappings: [] | sources.upgraded.schema_mappings, line 12: expected a mapping of MySQL schemas to PostgreSQL schemas, found a list.
        upgraded: | 1: | sources.1, line 8: expected a source name as key, found a number.
        gtid_enable: false | gtid_enable: 'false' | sources.upgraded.gtid_enable, line 14: expected true or false, found a text.
        gtid_enable: false | gtid_enable: 0 | sources.upgraded.gtid_enable, line 14: expected true or false, found a number.
        type: mysql | type: [mysql] | sources.upgraded.type, line 15: expected mysql or pgsql, found a list.
        """)
    void names_file_key_and_line_of_a_wrong_type(String line, String replacement, String problem) throws IOException {
        assertThat(SMALL).contains(lines(line));

        assertRefused("config.wrong-type", SMALL.replace(lines(line), lines(replacement)), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        config.wrong-type | ~ | line 1: expected a mapping with the keys pg_conn and sources, found nothing.
        config.wrong-type | just words | line 1: expected a mapping with the keys pg_conn and sources, found a text.
        config.wrong-type | - a | line 1: expected a mapping with the keys pg_conn and sources, found a list.
        config.wrong-type | !!set {a} | line 1: expected a mapping with the keys pg_conn and sources, found a value of another type.
        config.wrong-type | pg_conn: x↵sources: {s: {type: mysql, schema_mappings: {a: b}}} | pg_conn, line 1: expected a mapping with the keys host, port, user, password and database, found a text.
        config.wrong-type | sources: x | sources, line 1: expected a mapping of source names to sources, found a text.
        config.wrong-type | sources:↵  - x | sources, line 1: expected a mapping of source names to sources, found a list.
        config.wrong-type | sources:↵  s: x | sources.s, line 2: expected a mapping with the keys db_conn, schema_mappings and type, found a text.
        config.wrong-type | sources:↵  s: | sources.s, line 2: expected a mapping with the keys db_conn, schema_mappings and type, found nothing.
        config.wrong-type | sources: {s: {type: mysql, db_conn: x}} | sources.s.db_conn, line 1: expected a mapping with the keys host and port, found a text.
        config.no-sources | pg_conn: | line 1: the key sources is missing.
        config.no-sources | ↵sources: | sources, line 2: no source is configured.
        config.no-sources | ↵sources: {} | sources, line 2: no source is configured.
        config.missing-key | sources:↵  s: {type: mysql} | sources.s, line 2: the key schema_mappings is missing.
        config.missing-key | sources:↵  s: {schema_mappings: {a: b}} | sources.s, line 2: the key type is missing.
        config.wrong-type | sources:↵  s: {type: , schema_mappings: {a: b}} | sources.s.type, line 2: expected mysql or pgsql, found nothing.
        config.unknown-type | sources: {s: {type: oracle, schema_mappings: {a: b}}} | sources.s.type, line 1: the source type 'oracle' doesn't exist.
        config.unknown-type | sources: {s: {type: MySQL, schema_mappings: {a: b}}} | sources.s.type, line 1: the source type 'MySQL' doesn't exist.
        config.empty-mappings | sources:↵  s:↵    type: mysql↵    schema_mappings: | sources.s.schema_mappings, line 4: no schema is mapped.
        config.empty-mappings | sources: {s: {type: mysql, schema_mappings: {}}} | sources.s.schema_mappings, line 1: no schema is mapped.
        config.duplicate-key | a: 1↵b: 2↵a: 3↵sources: {s: {type: mysql, schema_mappings: {a: b}}} | a, line 3: the key is already there in line 1.
        config.duplicate-key | sources:↵  s: {type: mysql, schema_mappings: {a: b}}↵  s: {} | sources.s, line 3: the key is already there in line 2.
        config.duplicate-key | sources: {s: {type: mysql, schema_mappings: {a: b, 'a': c}}} | sources.s.schema_mappings.a, line 1: the key is already there in line 1.
        config.duplicate-destination | sources: {s: {type: mysql, schema_mappings: {a: x, b: x}}} | sources.s.schema_mappings.b, line 1: the PostgreSQL schema 'x' is already the destination of sources.s.schema_mappings.a, line 1.
        config.duplicate-destination | sources:↵  s: {type: mysql, schema_mappings: {a: x}}↵  t: {type: mysql, schema_mappings: {a: x}} | sources.t.schema_mappings.a, line 3: the PostgreSQL schema 'x' is already the destination of sources.s.schema_mappings.a, line 2.
        """)
    void names_what_is_missing_or_contradictory(String code, String text, String problem) throws IOException {
        assertRefused(code, lines(text), problem);
    }

    private SourceConfiguration source(String text) throws IOException {
        return read(text).sources().get("upgraded");
    }

    private ReplicaConfiguration read(String text) throws IOException {
        Files.writeString(file, text);
        return ReplicaConfiguration.read(file);
    }

    /** Table cells hold their line breaks as a visible character. */
    private static String lines(String cell) {
        return cell.replace('↵', '\n');
    }

    private void assertRefused(String code, String text, String problem) throws IOException {
        Files.writeString(file, text);

        var failure = catchThrowableOfType(ChameleonException.class, () -> ReplicaConfiguration.read(file))
                .failure();

        assertThat(failure.problem()).isEqualTo(file + ": " + problem);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(USAGE);
    }
}
