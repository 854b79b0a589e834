package io.chameleon.runner.cli;

import io.chameleon.runner.failure.ChameleonException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The main class of {@code chameleon-runner.jar}. */
public final class Main {
    /** The exit code when the runner itself is at fault. */
    static final int BUG = 1;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Logging.configure(arguments);
        var interruption = Interruption.ofProcess();
        int exitCode = BUG;
        try {
            exitCode = run(arguments, Terminal.ofProcess(), interruption);
        } finally {
            interruption.finished(exitCode);
        }
        System.exit(exitCode);
    }

    /**
     * Runs one command.
     *
     * @return the exit code, 0 to 6
     */
    static int run(String[] arguments, Terminal terminal, Interruption interruption) {
        var commandLine = ChameleonRunner.commandLine(terminal, arguments);
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            terminal.err().print(FamiliarName.explain(parsed));
            if (asksForHelp(parsed)) {
                ChameleonRunner.fitHelp(commandLine, terminal.screen());
            }
            Integer helped = CommandLine.executeHelpRequest(parsed);
            return helped != null ? helped : run(parsed, terminal, interruption);
        } catch (ParameterException e) {
            var failed = new Execution(UsageError.commandOf(e), Display.of(arguments), terminal, interruption);
            return failed.run(transcript -> {
                throw new ChameleonException(UsageError.of(e, arguments));
            });
        }
    }

    private static boolean asksForHelp(ParseResult parsed) {
        return parsed.isUsageHelpRequested()
                || parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested();
    }

    private static int run(ParseResult parsed, Terminal terminal, Interruption interruption) {
        var runner = parsed.commandSpec().commandLine().<ChameleonRunner>getCommand();
        GlobalOptions options = runner.options();
        if (!parsed.hasSubcommand()) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "There is no command.");
        }
        ParseResult subcommand = parsed.subcommand();
        String name = subcommand.commandSpec().name();
        Verb verb = (Verb) subcommand.commandSpec().userObject();
        var execution =
                new Execution(name, options.display(subcommand.commandSpec().commandLine()), terminal, interruption);
        return execution.run(transcript -> verb.run(new Invocation(name, options, terminal, interruption, transcript)));
    }
}
