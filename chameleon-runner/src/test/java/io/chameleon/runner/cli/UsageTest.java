package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    Path home;

    private Operator operator;

    @BeforeEach
    void operator() {
        operator = Operator.at(home);
    }

    @Test
    void without_a_command_names_the_commands() {
        var result = operator.run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                error: There is no command.
                remedy: Give one of check, plan, upgrade, rollback, status, enable-replica, verify, install, info, report, convert-config. Try: chameleon-runner --help
                Nothing was tried.
                more: docs/troubleshooting.md#usage
                """);
    }

    @Test
    void suggests_the_option_that_was_meant() {
        var result = operator.run("check", "--confg", "default");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("error: There is no option --confg.\n", "Did you mean --config", "check --help\n");
    }

    @Test
    void suggests_a_short_option_with_two_letters_exchanged() {
        var result = operator.run("check", "--ulr=postgresql://localhost/db_replica");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("There is no option --ulr.", "Did you mean --url?");
    }

    @Test
    void sends_to_pg_chameleon_for_what_it_alone_does() {
        var result = operator.run("show_errors");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("There is no command or argument 'show_errors'.", "chameleon show_errors")
                .doesNotContain("Did you mean");
    }

    @Test
    void suggests_the_command_that_was_meant() {
        var result = operator.run("chekc");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("There is no command or argument 'chekc'.", "Did you mean", "check");
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade_replica_schema, upgrade",
        "show_status, status",
        "enable_replica, enable-replica",
        "create_replica_schema, install",
    })
    void the_names_of_pg_chameleon_work_and_say_what_they_stand_for(String familiar, String command) {
        var help = operator.run(familiar, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).isEqualTo(operator.run(command, "--help").out());
        assertThat(help.err())
                .isEqualTo(familiar + " is pg_chameleon's name for what is called " + command + " here.\n");
        assertThat(operator.run(command, "--help").err()).isEmpty();

        var run = operator.run(familiar, "--output", "json", "--url", "postgresql://localhost:port/database");
        assertThat(run.json().get("command").getAsString()).isEqualTo(command);
    }

    @Test
    void suggests_a_name_of_pg_chameleon_too() {
        assertThat(operator.run("shw_status").err())
                .contains("There is no command or argument 'shw_status'.", "Did you mean show_status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status --passwrd hunter2",
                "status --passwrd=hunter2",
                "status --password a hunter2",
                "status postgresql://me:hunter2@host/db",
                "status --password hunter2 --password hunter2",
                "status --url postgresql://me:hunter2@ho/st:x/db",
                "status --url jdbc:postgresql://host/db?password=hunter2&nonsense=1",
                "status --password hunter2 --url postgresql://localhost:1/db",
                "status --password @hunter2 --url postgresql://localhost:1/db",
            })
    void never_repeats_what_may_be_a_password(String arguments) {
        for (String output : new String[] {"human", "json"}) {
            var result = operator.run((arguments + " --verbose --output " + output).split(" "));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void target_and_release_exclude_each_other() {
        var result = operator.run("check", "--target", "2.0.9", "--for-release", "2.0.20");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("mutually exclusive");
    }

    @Test
    void quiet_and_verbose_exclude_each_other() {
        var result = operator.run("status", "--quiet", "--verbose");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: --quiet and --verbose exclude each other.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check --target 2.1",
                "check --for-release 2.0.99",
                "check --on-leftover=keep",
                "upgrade --on-replay-error ignore",
                "upgrade --replay-slice 0",
                "upgrade --lock-timeout -1",
                "rollback --lock-timeout soon",
                "status --output yaml",
                "enable-replica",
                "check --source a",
                "install --target 1.6",
                "install --on-leftover drop",
                "convert-config --source all",
                "convert-config old.yaml",
                "report",
                "report --from /nowhere/upgrade.json",
                "convert-config /nowhere/old.yaml --source all",
            })
    void refuses_values_that_make_no_sense(String arguments) {
        var result = operator.run(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(4);
        assertThat(result.err()).startsWith("error: ").contains("\nremedy: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check --output json --confg x", "--output=json", "nonsense --output json"})
    void usage_errors_have_json_too(String arguments) {
        var result = operator.run(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.outcome()).isEqualTo("refused");
        assertThat(result.failureCode()).isEqualTo("usage");
        assertThat(result.json().get("exitCode").getAsInt()).isEqualTo(2);
    }

    @Test
    void commands_that_need_a_configuration_name_those_there_are() {
        operator.configured("default", "").configured("reports", "");

        for (String command : new String[] {"check", "plan", "upgrade"}) {
            var result = operator.run(command, "--yes");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains(command + " needs --config", "are: default, reports.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade --config default", "rollback", "install"})
    void nobody_can_be_asked_without_a_terminal(String arguments) {
        var result = operator.run((arguments + " --output json").split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.failureCode()).isEqualTo("confirmation.no-terminal");
        assertThat(result.err()).contains("Add --yes");
    }

    @Test
    void no_password_is_asked_for_without_a_terminal() {
        var result = operator.run("status", "--password", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.failureCode()).isEqualTo("password.no-terminal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check --help",
                "plan -h",
                "upgrade --help",
                "rollback -h",
                "status --help",
                "verify -h",
                "install -h",
                "info -h",
                "report -h",
                "enable-replica -h",
                "convert-config -h"
            })
    void help_goes_to_standard_output_and_has_examples(String arguments) {
        var result = operator.run(arguments.split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: chameleon-runner", "--config=NAME", "Examples");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void the_version_names_the_releases_that_are_served() {
        var result = operator.run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("chameleon-runner ")
                .contains("1.7 (of pg_chameleon 1.8.2)", "2.0.10 (of pg_chameleon 2.0.21)");
    }

    @ParameterizedTest
    @CsvSource({"72, 72", "200, 100"})
    void help_fits_the_screen(int columns, int longest) {
        for (String command : ChameleonRunner.commands(ChameleonRunner.commandLine(Terminal.ofProcess()))) {
            assertThat(operator.watching(columns).run(command, "--help").out().lines())
                    .filteredOn(line -> !line.startsWith("  chameleon-runner "))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(longest));
        }
    }
}
