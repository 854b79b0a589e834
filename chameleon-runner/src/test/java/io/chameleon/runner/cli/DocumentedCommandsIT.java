package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/commands} do what their pages say. */
class DocumentedCommandsIT {
    private static final Path PAGES = Path.of("..", "docs", "commands");
    private static final String PROMPT = "$ chameleon-runner ";

    /**
     * A command in a page.
     *
     * @param arguments as written
     * @param firstLine the first line of what it prints
     */
    private record Example(String arguments, String firstLine) {}

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void operator() {
        operator = Operator.at(home).with("PGPASSWORD", TestDatabase.PASSWORD).with("PGUSER", TestDatabase.OWNER);
    }

    @Test
    void every_command_has_a_page_with_an_example() throws IOException {
        var commands = ChameleonRunner.commands(ChameleonRunner.commandLine(Terminal.ofProcess()));

        for (String command : commands) {
            assertThat(examples(command)).as(command).isNotEmpty().allMatch(example -> example.arguments()
                    .startsWith(command + " "));
        }
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(commands);
        }
    }

    @Test
    void the_way_from_1_7_and_back() throws IOException {
        try (TestDatabase database = Scenario.INSERT.database()) {
            operator.configuredFor(database);

            for (String command : List.of("check", "plan", "upgrade", "status")) {
                assertExample(command, 0, 0, database);
            }
            assertReportExample(database);
            database.execute("ALTER TABLE sch_chameleon.t_error_log ALTER t_sql TYPE varchar(10);"
                    + " DROP INDEX sch_chameleon.idx_t_sources_t_source");
            assertExample("verify", 0, 3, database);
            assertExample("rollback", 0, 0, database);
        }
    }

    @Test
    void a_fresh_catalogue_and_its_upgrade() throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            operator.configuredFor(database);

            assertExample("install", 0, 0, database);
            assertExample("info", 0, 0, database);
            assertExample("plan", 1, 0, database);
            assertExample("upgrade", 1, 0, database);
        }
    }

    @Test
    void a_killed_replica() throws IOException {
        try (TestDatabase database = Scenario.TWOOPEN.database()) {
            operator.configuredFor(database);

            assertExample("enable-replica", 0, 0, database);
        }
    }

    @Test
    void old_configurations() throws IOException {
        try (TestDatabase database = Scenario.INSERT.database()) {
            List<String> old = Scenario.INSERT.legacyConfigurations(database);
            Files.writeString(home.resolve("sales.yaml"), old.get(0));
            Files.writeString(home.resolve("stock.yaml"), old.get(1));

            assertThat(run(examples("convert-config").get(0), database).out()).startsWith("---\n# Configuration");
            assertThat(run(examples("convert-config").get(1), database).exitCode())
                    .isZero();
            assertThat(operator.run(
                                    "check",
                                    "--config",
                                    home.resolve("upgraded.yml").toString())
                            .exitCode())
                    .isZero();
        }
    }

    private void assertReportExample(TestDatabase database) throws IOException {
        var again = operator.run("upgrade", "--config", "upgraded", "--yes", "--output", "json");
        Files.writeString(home.resolve("upgrade.json"), again.out());
        assertThat(run(examples("report").get(0), database).out())
                .isEqualTo("The report is in " + home.resolve("upgrade.html") + ".\n");
    }

    private void assertExample(String command, int number, int exitCode, TestDatabase database) throws IOException {
        Example example = examples(command).get(number);
        var result = run(example, database);

        assertThat(result.exitCode())
                .as(example.arguments() + ": " + result.err())
                .isEqualTo(exitCode);
        assertThat((result.err() + result.out()).lines()).contains(example.firstLine());
    }

    private CommandResult run(Example example, TestDatabase database) {
        String arguments = example.arguments()
                .replace("postgresql://usr_replica@localhost:5432/db_replica", database.url())
                .replaceAll("\\w+\\.(ya?ml|json|html)", home + "/$0");
        return operator.run(arguments.split(" "));
    }

    private static List<Example> examples(String command) throws IOException {
        List<String> lines = Files.readAllLines(PAGES.resolve(command + ".md"));
        var examples = new ArrayList<Example>();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).startsWith(PROMPT)) {
                examples.add(new Example(lines.get(line).substring(PROMPT.length()), lines.get(line + 1)));
            }
        }
        return examples;
    }
}
