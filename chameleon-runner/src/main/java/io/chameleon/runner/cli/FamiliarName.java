package io.chameleon.runner.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The name that pg_chameleon itself gives to what a command does, such as {@code show_status} for {@code status}. */
final class FamiliarName {
    private FamiliarName() {}

    /** What to tell the operator who has used one; empty when the command has been called by its own name. */
    static String explain(ParseResult parsed) {
        return Optional.ofNullable(parsed.subcommand())
                .map(subcommand -> explain(subcommand.commandSpec(), parsed.originalArgs()))
                .orElse("");
    }

    private static String explain(CommandSpec command, List<String> arguments) {
        return arguments.stream()
                .filter(argument -> command.names().contains(argument))
                .findFirst()
                .filter(used -> !used.equals(command.name()))
                .map(used -> used + " is pg_chameleon's name for what is called " + command.name() + " here.\n")
                .orElse("");
    }
}
