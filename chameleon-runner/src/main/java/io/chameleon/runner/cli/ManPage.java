package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page in the language of man, made of what {@code --help} shows. */
final class ManPage {
    private final CommandLine commandLine;
    private final List<String> lines = new ArrayList<>();

    private ManPage(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    /**
     * The page.
     *
     * @param version of the runner
     * @param date of the build, such as {@code 2026-11-22}
     */
    static String of(CommandLine commandLine, String version, String date) {
        return new ManPage(commandLine).render(version, date);
    }

    private String render(String version, String date) {
        CommandSpec runner = commandLine.getCommandSpec();
        lines.add(".TH " + quoted(runner.name().toUpperCase(Locale.ROOT)) + " 1 " + quoted(date) + " "
                + quoted(runner.name() + " " + version) + " " + quoted("User Commands"));
        lines.add(".nh");
        lines.add(".ad l");
        section("NAME");
        text(runner.name() + " - upgrade pg_chameleon's replica catalogue");
        section("SYNOPSIS");
        bold(runner.name(), "COMMAND [OPTIONS]");
        section("DESCRIPTION");
        text(paragraph(runner.usageMessage().description()));
        section("COMMANDS");
        commands().forEach(this::command);
        section("OPTIONS OF EVERY COMMAND");
        runner.options().forEach(this::option);
        section("EXIT STATUS");
        text("0 done or nothing to do; 1 bug; 2 usage; 3 refused or declined, nothing was changed; 4 failed or"
                + " interrupted, the previous catalogue is live; 5 outcome unknown, run status; 6 locked.");
        section("ENVIRONMENT");
        text(
                "PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD and the others of libpq, where neither the command line nor"
                        + " the configuration tells. JAVA_HOME, CHAMELEON_JAVA_OPTS and CHAMELEON_CACHE for the start.");
        section("FILES");
        text("~/.pg_chameleon/configuration/*.yml, the configurations of pg_chameleon 2.0.");
        section("SEE ALSO");
        text("The directory docs of the distribution: tutorial, procedure, checks, troubleshooting by message.");
        return String.join("\n", lines) + "\n";
    }

    private Stream<CommandSpec> commands() {
        return commandLine.getSubcommands().values().stream().distinct().map(CommandLine::getCommandSpec);
    }

    private void command(CommandSpec command) {
        lines.add(".SS " + quoted(String.join(", ", command.names())));
        text(paragraph(command.usageMessage().description()));
        command.positionalParameters().forEach(parameter -> argument(parameter.paramLabel(), parameter));
        command.options().stream().filter(option -> !option.inherited()).forEach(this::option);
        lines.add(".PP");
        lines.add(".nf");
        Stream.of(command.usageMessage().footer()).map(ManPage::escaped).forEach(lines::add);
        lines.add(".fi");
    }

    private void option(OptionSpec option) {
        String names = String.join(", ", option.names());
        boolean takesValue = option.arity().max() > 0;
        String value = option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : "=" + option.paramLabel();
        argument(takesValue ? names + value : names, option);
    }

    private void argument(String label, ArgSpec argument) {
        lines.add(".TP");
        bold(label, "");
        text(paragraph(argument.description()));
    }

    private void section(String title) {
        lines.add(".SH " + quoted(title));
    }

    private void bold(String bold, String rest) {
        lines.add("\\fB" + escaped(bold) + "\\fR" + (rest.isEmpty() ? "" : " " + escaped(rest)));
    }

    private void text(String text) {
        lines.add(escaped(text));
    }

    private static String paragraph(String[] description) {
        return Stream.of(description)
                .map(line -> line.replace("%n", "").strip())
                .collect(joining(" "));
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** A line that begins with a dot or an apostrophe would be a command. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
