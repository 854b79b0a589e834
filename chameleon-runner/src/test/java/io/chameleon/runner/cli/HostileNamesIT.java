package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.chameleon.migrations.Identifier;
import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.LogEvent17;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of sources, schemas, tables, columns and databases are names, whatever is in them. */
class HostileNamesIT {
    private static final List<String> NAMES = List.of(
            "it's",
            "say \"x\"",
            "x\"; DROP SCHEMA sch_chameleon CASCADE; --",
            "x'; DROP SCHEMA sch_chameleon CASCADE; --",
            "$$; DROP SCHEMA sch_chameleon CASCADE; $$",
            "$body$ $function$ $1",
            "back\\slash\\' E'\\n'",
            "line\nbreak\r\n",
            "\ttab ",
            " blank",
            "%s %I %1$s %",
            "${flyway:defaultSchema} ${x}",
            "? :name @x",
            "{\"a\": [1], 'b'}",
            "a,b",
            "a.b",
            "/* -- */",
            "select",
            "User",
            "público 漢字 🐘 \u202egnp",
            "\u001b[2J\u0007",
            "n".repeat(63),
            "é".repeat(31) + "x",
            "m".repeat(64),
            "я".repeat(64));
    private static final String ROW = "{%s: 1, \"v\": \"before\"}";

    @TempDir
    Path home;

    @Test
    void are_upgraded_as_they_are() throws SQLException {
        try (var database = TestDatabase.createNamed("odd \"; DROP DATABASE postgres; -- ' % ${x} é")) {
            fill(database);
            var operator = Operator.at(home).configured("odd", configuration(database));

            for (String command : List.of(
                    "check",
                    "plan",
                    "upgrade --yes --rehearse",
                    "upgrade --yes",
                    "verify",
                    "status",
                    "rollback --yes",
                    "upgrade --yes --on-leftover=drop",
                    "status --output=json --verbose")) {
                succeeds(operator, (command + " --config odd").split(" "));
            }

            assertThat(database.query("SELECT v_schema_name FROM sch_chameleon.t_replica_tables"
                            + " WHERE v_table_name = v_schema_name AND v_table_pkey[1] = v_schema_name"))
                    .containsExactlyInAnyOrderElementsOf(NAMES);
            for (String name : NAMES) {
                assertThat(database.query("SELECT v FROM " + Identifier.quote(name, name)))
                        .as(name)
                        .containsExactly("after");
            }
        }
    }

    @Test
    void of_sources_are_enabled_as_they_are() throws SQLException {
        try (var database = TestDatabase.create()) {
            var operator = Operator.at(home).configured("odd", configuration(database));
            succeeds(operator, "install", "--config", "odd", "--yes");
            try (var connection = database.connect();
                    var source = connection.prepareStatement("INSERT INTO sch_chameleon.t_sources"
                            + " (t_source, enm_source_type, jsb_schema_mappings, enm_status, v_log_table)"
                            + " VALUES (?, 'mysql', pg_catalog.jsonb_build_object(?::text, ?::text), 'error', '{}')")) {
                for (String name : NAMES) {
                    for (int parameter = 1; parameter <= 3; parameter++) {
                        source.setString(parameter, name);
                    }
                    source.executeUpdate();
                }
            }

            for (String name : NAMES) {
                succeeds(operator, "enable-replica", "--config", "odd", "--source", name);
            }

            assertThat(database.query("SELECT enm_status FROM sch_chameleon.t_sources"))
                    .containsOnly("stopped");
        }
    }

    private static void succeeds(Operator operator, String... command) {
        var result = operator.run(command);
        assertThat(result.exitCode())
                .as(String.join(" ", command) + ": " + result.err())
                .isZero();
        assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u0007");
    }

    private static void fill(TestDatabase database) throws SQLException {
        var catalogue = Catalogue17.in(database);
        var gson = new Gson();
        for (String name : NAMES) {
            String row = ROW.formatted(gson.toJson(name));
            var source = catalogue.source(name, name, name);
            database.execute("CREATE TABLE " + Identifier.quote(name, name) + " (" + Identifier.quote(name)
                    + " bigint PRIMARY KEY, v text)");
            source.register(name, Identifier.quote(name))
                    .pendingBatch(
                            "mysql-bin.000002",
                            100,
                            LogEvent17.insert(name, row),
                            LogEvent17.update(name, row, row.replace("before", "after")))
                    .openBatch("mysql-bin.000002", 4711);
        }
    }

    /** JSON is YAML. */
    private static String configuration(TestDatabase database) {
        Map<String, String> mappings = new TreeMap<>();
        NAMES.forEach(name -> mappings.put(name, name));
        return new Gson()
                .toJson(Map.of(
                        "pg_conn",
                        Map.of(
                                "host",
                                "localhost",
                                "port",
                                database.port(),
                                "user",
                                TestDatabase.OWNER,
                                "password",
                                TestDatabase.PASSWORD,
                                "database",
                                database.name()),
                        "sources",
                        Map.of("merged", Map.of("type", "mysql", "schema_mappings", mappings))));
    }
}
