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
        versionProvider = RunnerVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples (chameleon-runner stands for java -jar chameleon-runner.jar):%n",
        footer = {
            "  chameleon-runner check --config default",
            "  chameleon-runner plan --config default",
            "  chameleon-runner upgrade --config default",
            "  chameleon-runner status --url postgresql://usr_replica@localhost/db_replica",
            "",
            "Exit codes: 0 done or nothing to do, 1 bug, 2 usage, 3 refused or declined, 4 failed or interrupted,",
            "5 outcome unknown, 6 locked."
        })
final class ChameleonRunner {
    private static final int HELP_COLUMNS = 100;
    private static final int FEWEST_HELP_COLUMNS = 60;

    private static final List<Class<? extends Verb>> COMMANDS = List.of(
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
            ConvertConfigCommand.class);

    @Mixin
    private GlobalOptions options;

    /** With all commands. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, COMMANDS);
    }

    /** With that command alone which comes first, since setting up all of them takes long; with all where none does. */
    static CommandLine commandLine(Terminal terminal, String[] arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0 && isCalled(command, arguments[0]))
                .findFirst()
                .map(command -> commandLine(terminal, List.of(command)))
                .orElseGet(() -> commandLine(terminal));
    }

    private static boolean isCalled(Class<? extends Verb> command, String name) {
        Command names = command.getAnnotation(Command.class);
        return names.name().equals(name) || List.of(names.aliases()).contains(name);
    }

    private static CommandLine commandLine(Terminal terminal, List<Class<? extends Verb>> commands) {
        var commandLine = new CommandLine(new ChameleonRunner());
        // References to methods of CommandLine would link it while the class archive is made, and keep it out of there.
        commands.forEach(command -> commandLine.addSubcommand(command));
        commandLine
                // A password may begin with an @.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        style(commandLine).synopsisHeading("Usage: ");
        commandLine.getSubcommands().values().forEach(command -> {
            style(command).synopsisHeading("%nUsage: ");
            // Examples are to be copied: no line is broken.
            command.getHelpSectionMap()
                    .put(
                            UsageMessageSpec.SECTION_KEY_FOOTER,
                            help -> String.join(
                                            "\n",
                                            help.commandSpec().usageMessage().footer()) + "\n");
        });
        return commandLine;
    }

    /** Fits the help to a screen that is narrower. To be called only when it is wanted: to ask the screen takes time. */
    static void fitHelp(CommandLine commandLine, Screen screen) {
        if (screen.showsOut()) {
            int columns = Math.max(FEWEST_HELP_COLUMNS, Math.min(HELP_COLUMNS, screen.columns()));
            commandLine.setUsageHelpWidth(columns);
        }
    }

    private static UsageMessageSpec style(CommandLine commandLine) {
        return commandLine
                .getCommandSpec()
                .usageMessage()
                .width(HELP_COLUMNS)
                .longOptionsMaxWidth(34)
                .sortOptions(false)
                .abbreviateSynopsis(true);
    }

    /** The commands by their own names, in the order of the help. */
    static List<String> commands(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .map(command -> command.getCommandName())
                .distinct()
                .toList();
    }

    GlobalOptions options() {
        return options;
    }
}
