package io.chameleon.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what the distribution has of the command line's own description; the build runs it. */
final class DistributionFiles {
    private DistributionFiles() {}

    /** @param arguments the directory to write to, the version, and the time of the build */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        CommandLine commandLine = ChameleonRunner.commandLine(Terminal.ofProcess());
        write(
                directory.resolve("man/man1/chameleon-runner.1"),
                ManPage.of(commandLine, arguments[1], arguments[2].substring(0, 10)));
        write(
                directory.resolve("completion/chameleon-runner.bash"),
                AutoComplete.bash(commandLine.getCommandName(), commandLine));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
