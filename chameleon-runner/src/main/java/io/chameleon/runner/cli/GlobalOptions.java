package io.chameleon.runner.cli;

import io.chameleon.runner.config.ConnectionOptions;
import io.chameleon.runner.config.Secret;
import io.chameleon.runner.failure.ChameleonException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class GlobalOptions {
    /** Stands for {@code --password} without a value. Nobody's password begins with a zero byte. */
    private static final String ASK = "\0ask";

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = {
                // Lines of their own for what must not be broken.
                "pg_chameleon's 2.0 configuration: a path, or a name of those in",
                "~/.pg_chameleon/configuration."
            })
    private String config;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = {
                "Destination database:",
                "postgresql://user@host:port/database.",
                "Goes before --config and the PG* variables."
            })
    private String url;

    @Option(names = "--user", scope = ScopeType.INHERIT, paramLabel = "ROLE", description = "Role to connect as.")
    private String user;

    @Option(
            names = "--password",
            scope = ScopeType.INHERIT,
            paramLabel = "PASSWORD",
            arity = "0..1",
            fallbackValue = ASK,
            description = {
                "Its password; without a value it is asked for.",
                "PGPASSWORD and .pgpass don't show up in the process list."
            })
    private String password;

    @Option(
            names = "--output",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "human",
            converter = Choice.Output.class,
            completionCandidates = Choice.Output.class,
            description = "human or json; default human.")
    private OutputFormat output;

    @Option(names = "--yes", scope = ScopeType.INHERIT, description = "Answer every question with YES.")
    private boolean yes;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show all details, the log and stack traces.")
    private boolean verbose;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "Show no progress: findings, questions, errors and the result only.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            scope = ScopeType.INHERIT,
            versionHelp = true,
            description = "Show the versions of the runner and of the catalogues.")
    private boolean version;

    Optional<String> config() {
        return Optional.ofNullable(config);
    }

    /** Whether the command line says which database to connect to. */
    boolean namesDatabase() {
        return url != null;
    }

    boolean yes() {
        return yes;
    }

    /**
     * How the command is to show itself.
     *
     * @throws ParameterException when it is to be quiet and verbose
     */
    Display display(CommandLine commandLine) {
        if (quiet && verbose) {
            throw new ParameterException(commandLine, "--quiet and --verbose exclude each other");
        }
        return new Display(output, quiet ? Verbosity.QUIET : verbose ? Verbosity.VERBOSE : Verbosity.NORMAL, !yes);
    }

    /** What the command line tells of the connection; asks for the password where that is wanted. */
    ConnectionOptions connection(Terminal terminal) {
        var fromUrl = Optional.ofNullable(url).map(ConnectionOptions::url).orElse(ConnectionOptions.NONE);
        var withUser = Optional.ofNullable(user)
                .map(ConnectionOptions::user)
                .orElse(ConnectionOptions.NONE)
                .orElse(fromUrl);
        return secret(terminal)
                .map(ConnectionOptions::password)
                .orElse(ConnectionOptions.NONE)
                .orElse(withUser);
    }

    private Optional<Secret> secret(Terminal terminal) {
        return Optional.ofNullable(password)
                .map(given -> given.equals(ASK) ? ask(terminal) : given)
                .map(Secret::of);
    }

    private static String ask(Terminal terminal) {
        Keyboard keyboard = terminal.keyboard()
                .orElseThrow(() -> ChameleonException.usage(
                        "password.no-terminal",
                        "There is no terminal to ask for the password on.",
                        "Set PGPASSWORD, or write the password to .pgpass."));
        terminal.err().print("Password: ");
        terminal.err().flush();
        return keyboard.readPassword();
    }
}
