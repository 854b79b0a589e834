package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, without repeating anything that may be a password. */
final class UsageError {
    /** What pg_chameleon alone does: a similar name of ours would do something else. */
    private static final Set<String> OF_PG_CHAMELEON = Set.of(
            "add_source",
            "detach_replica",
            "drop_replica_schema",
            "drop_source",
            "init_replica",
            "refresh_schema",
            "run_maintenance",
            "set_configuration_files",
            "show_config",
            "show_errors",
            "show_sources",
            "start_replica",
            "stop_all_replicas",
            "stop_replica",
            "sync_tables",
            "update_schema_mappings");

    private UsageError() {}

    /** The command that was meant; the runner's own name where that can't be told. */
    static String commandOf(ParameterException e) {
        return e.getCommandLine().getCommandName();
    }

    static Failure of(ParameterException e, String[] arguments) {
        return new Failure(FailureKind.USAGE, "usage", problem(e, arguments), remedy(e), Failure.UNKNOWN_CATALOGUE);
    }

    private static String problem(ParameterException e, String[] arguments) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched.getUnmatched().get(0), arguments);
        }
        String message = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
        return message.endsWith(".") ? message : message + ".";
    }

    private static String describe(String unmatched, String[] arguments) {
        if (unmatched.startsWith("-")) {
            return "There is no option " + unmatched.split("=", 2)[0] + ".";
        }
        boolean harmless = unmatched.matches("[A-Za-z][A-Za-z0-9_-]{0,30}")
                && Arrays.stream(arguments).noneMatch(argument -> argument.startsWith("--pass"));
        return harmless
                ? "There is no command or argument '" + unmatched + "'."
                : "There is an argument too many (not shown: it could be a password).";
    }

    private static String remedy(ParameterException e) {
        CommandLine commandLine = e.getCommandLine();
        String help = "Try: " + commandLine.getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            if (OF_PG_CHAMELEON.contains(word)) {
                return "That is pg_chameleon's work: chameleon " + word + ". " + help;
            }
            List<String> suggestions = suggestions(unmatched, word);
            if (!suggestions.isEmpty()) {
                return "Did you mean " + suggestions.stream().limit(3).collect(joining(" or ")) + "? " + help;
            }
        }
        return commandLine.getSubcommands().isEmpty()
                ? help
                : "Give one of " + String.join(", ", ChameleonRunner.commands(commandLine)) + ". " + help;
    }

    /** Picocli compares pairs of letters, and finds nothing for a short option with two of them exchanged. */
    private static List<String> suggestions(UnmatchedArgumentException e, String word) {
        if (!e.getSuggestions().isEmpty()) {
            return e.getSuggestions();
        }
        String letters = letters(word.split("=", 2)[0]);
        return e.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> letters(option).equals(letters))
                .toList();
    }

    private static String letters(String word) {
        return word.chars().sorted().mapToObj(Character::toString).collect(joining());
    }
}
