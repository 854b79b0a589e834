package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples that {@code --help} shows: all of them can be parsed, and those that need no more than a database work. */
class HelpExamplesIT {
    private static final String PROGRAM = "  chameleon-runner ";

    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void operator() {
        operator = Operator.at(home).with("PGUSER", TestDatabase.OWNER).with("PGPASSWORD", TestDatabase.PASSWORD);
    }

    @Test
    void every_example_of_every_command_can_be_parsed() {
        CommandLine runner = ChameleonRunner.commandLine(Terminal.ofProcess());
        assertThat(examples(runner)).hasSizeGreaterThan(3);
        for (String command : ChameleonRunner.commands(runner)) {
            List<String> examples = examples(runner.getSubcommands().get(command));
            assertThat(examples).as(command).isNotEmpty().allMatch(example -> example.startsWith(command + " "));
        }
        everyExample(runner).forEach(example -> assertThatCode(
                        () -> ChameleonRunner.commandLine(Terminal.ofProcess()).parseArgs(example.split(" +")))
                .as(example)
                .doesNotThrowAnyException());
    }

    @Test
    void the_examples_of_an_upgrade_and_what_goes_with_it_work() throws IOException {
        try (TestDatabase database = Scenario.UPDATE.database()) {
            operator.configured("default", Scenario.UPDATE.configuration(database));
            Files.writeString(home.resolve("upgraded.yml"), Scenario.UPDATE.configuration(database));

            run(database, "check", "plan", "upgrade --config default --rehearse");
            var upgraded = run(database, "upgrade --config default --yes --output json");
            Files.writeString(home.resolve("upgrade.json"), upgraded.out());
            run(database, "status", "verify", "info", "report", "enable-replica");
            run(database, "upgrade --url", "upgrade --config default --repair", "rollback --config");
        }
    }

    @Test
    void the_examples_of_an_installation_work() {
        for (String example : List.of("install --config", "install --url")) {
            try (TestDatabase database = TestDatabase.create()) {
                operator.configured("default", Scenario.UPDATE.configuration(database));
                run(database, example);
            }
        }
    }

    @Test
    void the_examples_of_a_conversion_work() throws IOException {
        try (TestDatabase database = Scenario.INSERT.database()) {
            List<String> old = Scenario.INSERT.legacyConfigurations(database);
            Files.writeString(home.resolve("sales.yaml"), old.get(0));
            Files.writeString(home.resolve("stock.yaml"), old.get(1));

            run(database, "convert-config sales.yaml");
        }
    }

    /** Runs the examples that begin with these words, and returns what the last one has come to. */
    private CommandResult run(TestDatabase database, String... beginnings) {
        CommandLine runner = ChameleonRunner.commandLine(Terminal.ofProcess());
        CommandResult last = null;
        for (String beginning : beginnings) {
            List<String> examples = everyExample(runner)
                    .filter(example -> example.startsWith(beginning))
                    .distinct()
                    .toList();
            assertThat(examples).as(beginning).isNotEmpty();
            for (String example : examples) {
                last = operator.answering("YES").run(local(example, database).split(" +"));
                assertThat(last.exitCode()).as(example + ": " + last.err()).isZero();
            }
        }
        return last;
    }

    private String local(String example, TestDatabase database) {
        return example.replace("postgresql://usr_replica@localhost/db_replica", database.url())
                .replace("--source mysql", "--source upgraded")
                .replaceAll("(\\./)?(\\w+\\.(ya?ml|json|html))", home + "/$2");
    }

    private static Stream<String> everyExample(CommandLine runner) {
        return Stream.concat(
                examples(runner).stream(),
                ChameleonRunner.commands(runner).stream()
                        .flatMap(command -> examples(runner.getSubcommands().get(command)).stream()));
    }

    /** The arguments, without remarks and what the shell takes for itself. */
    private static List<String> examples(CommandLine command) {
        String footer =
                String.join("\n", command.getCommandSpec().usageMessage().footer());
        return footer.replaceAll("\\\\\n +", "")
                .lines()
                .filter(line -> line.startsWith(PROGRAM))
                .map(line -> line.substring(PROGRAM.length()).replaceAll(" +[(>].*", ""))
                .toList();
    }
}
