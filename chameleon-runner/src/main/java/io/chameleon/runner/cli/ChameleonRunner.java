package io.chameleon.runner.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line as a whole: the global options and the commands. */
@Command(
        name = "chameleon-runner",
        description = "Upgrades pg_chameleon's replica catalogue, from 1.7 to 2.0 and within 2.0: checked, atomic,"
                + " nothing lost.%n",
        subcommands = {
            CheckCommand.class,
            PlanCommand.class,
            UpgradeCommand.class,
            RollbackCommand.class,
            StatusCommand.class,
            EnableReplicaCommand.class,
            VerifyCommand.class,
            InstallCommand.class,
            InfoCommand.class,
            ReportCommand.class,
            ConvertConfigCommand.class
        },
        versionProvider = RunnerVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples (chameleon-runner stands for java -jar chameleon-runner.jar):%n",
        footer = {
            "  chameleon-runner check --config default",
            "  chameleon-runner plan --config default",
            "  chameleon-runner upgrade --config default",
            "  chameleon-runner status --url postgresql://usr_replica@localhost:5432/db_replica",
            "",
            "Exit codes: 0 done or nothing to do, 1 bug, 2 usage, 3 refused or declined, 4 failed or interrupted,",
            "5 outcome unknown, 6 locked."
        })
final class ChameleonRunner {
    @Mixin
    private GlobalOptions options;

    static CommandLine commandLine(Terminal terminal) {
        var commandLine = new CommandLine(new ChameleonRunner())
                // A password may begin with an @.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        style(commandLine).synopsisHeading("Usage: ");
        commandLine.getSubcommands().values().forEach(command -> style(command).synopsisHeading("%nUsage: "));
        return commandLine;
    }

    private static UsageMessageSpec style(CommandLine commandLine) {
        return commandLine
                .getCommandSpec()
                .usageMessage()
                .width(100)
                .longOptionsMaxWidth(34)
                .sortOptions(false)
                .abbreviateSynopsis(true);
    }

    /** The commands by their own names, in the order of the help. */
    static List<String> commands(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
    }

    GlobalOptions options() {
        return options;
    }
}
