package io.chameleon.migrations;

import static io.chameleon.migrations.CatalogueMigrations.SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Catalogue17;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Flyway Maven plugin, in a project of its own and a process of its own. */
class FlywayMavenPluginIT {
    private static final String CLASSES =
            "-Dmigrations=" + Path.of("target/classes").toAbsolutePath();
    private static final String USER = "-Dflyway.user=" + TestDatabase.OWNER;
    private static final String PASSWORD = "-Dflyway.password=" + TestDatabase.PASSWORD;

    @TempDir
    private Path project;

    @Test
    void installs_a_catalogue() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            MavenProcess.Outcome run = maven(database, "flyway:migrate", "flyway:validate", "flyway:migrate@again");

            assertComplete(run, database);
            assertThat(run.output()).contains("No migration necessary");
        }
    }

    @Test
    void upgrades_each_version_from_its_baseline() throws Exception {
        var databases = new TreeMap<CatalogueVersion, TestDatabase>();
        CatalogueVersion.all().stream()
                .filter(CatalogueVersion.V1_7::isBefore)
                .forEach(version -> databases.put(version, GenuineCatalogue.database(version)));
        try {
            MavenProcess.Outcome run = MavenProcess.run(project(executions(databases)), goals(databases));

            for (TestDatabase database : databases.values()) {
                assertComplete(run, database);
            }
        } finally {
            databases.values().forEach(TestDatabase::close);
        }
    }

    @Test
    void refuses_a_catalogue_1_7() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            Catalogue17.in(database).source("source_01", "my_schema", "dest");

            assertRefused(database, "version 1.7", "java -jar chameleon-runner.jar upgrade --config NAME");
        }
    }

    @Test
    void refuses_a_running_source() throws Exception {
        try (TestDatabase database = GenuineCatalogue.database("2.0.5")) {
            database.execute("UPDATE sch_chameleon.t_sources SET enm_status = 'running'");

            assertRefused(database, "source mysql is running", "enable-replica --source mysql");
        }
    }

    private void assertRefused(TestDatabase database, String problem, String remedy) throws Exception {
        CatalogueSnapshot before = snapshot(database);

        MavenProcess.Outcome run =
                maven(database, "flyway:migrate", "-Dflyway.baselineOnMigrate=true", "-Dflyway.baselineVersion=2.0.5");

        assertThat(run.output()).contains("BUILD FAILURE", problem, remedy);
        assertThat(run.exitCode()).isNotZero();
        assertThat(snapshot(database)).isEqualTo(before);
    }

    private static void assertComplete(MavenProcess.Outcome run, TestDatabase database) throws SQLException {
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(snapshot(database)
                        .structure()
                        .differencesFrom(CatalogueStructure.reference(CatalogueVersion.LATEST)))
                .isEmpty();
    }

    private static CatalogueSnapshot snapshot(TestDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return CatalogueSnapshot.take(connection, SCHEMA);
        }
    }

    private MavenProcess.Outcome maven(TestDatabase database, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(CLASSES, "-Dflyway.url=" + database.url(), USER, PASSWORD));
        all.addAll(List.of(arguments));
        return MavenProcess.run(project(""), all.toArray(String[]::new));
    }

    private Path project(String executions) throws IOException {
        try (var pom = FlywayMavenPluginIT.class.getResourceAsStream("/flyway-maven-plugin/pom.xml")) {
            String text = new String(pom.readAllBytes(), UTF_8);
            Files.writeString(
                    project.resolve("pom.xml"),
                    text.replace("<executions/>", "<executions>" + executions + "</executions>"));
        }
        return project;
    }

    private static String executions(Map<CatalogueVersion, TestDatabase> databases) {
        var executions = new StringBuilder();
        databases.forEach((version, database) -> executions.append("""
                <execution>
                  <id>%1$s</id>
                  <configuration>
                    <url>%2$s</url>
                    <baselineVersion>%1$s</baselineVersion>
                  </configuration>
                </execution>
                """.formatted(version, database.url())));
        return executions.toString();
    }

    private static String[] goals(Map<CatalogueVersion, TestDatabase> databases) {
        var arguments = new ArrayList<>(List.of(CLASSES, USER, PASSWORD));
        for (CatalogueVersion version : databases.keySet()) {
            for (String goal : List.of("baseline", "migrate", "validate")) {
                arguments.add("flyway:" + goal + "@" + version);
            }
        }
        return arguments.toArray(String[]::new);
    }
}
