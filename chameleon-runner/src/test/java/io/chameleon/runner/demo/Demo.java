package io.chameleon.runner.demo;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Upgrades a recorded 1.7 catalogue on an embedded PostgreSQL with the runner's jar, the way an operator would. Ends
 * with an exit code other than 0 when one of the commands does.
 */
public final class Demo {
    private final Path jar;
    private final Path home;

    private Demo(Path jar, Path home) {
        this.jar = jar;
        this.home = home;
    }

    /** @param arguments the path of {@code chameleon-runner.jar}, and {@code stay} to get ready for the tutorial instead */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("stay")) {
            Tutorial.stay(Path.of(arguments[0]));
            return;
        }
        Path home = Files.createTempDirectory("chameleon-demo");
        try (TestDatabase database = Scenario.INSERT.database()) {
            System.out.println("""
                    An embedded PostgreSQL now holds what pg_chameleon 1.8.2 left behind: the catalogue 1.7 with two
                    sources, stopped at different places. The configuration merges them into one source.
                    """);
            writeConfiguration(home, Scenario.INSERT.configuration(database));
            new Demo(Path.of(arguments[0]), home).run();
        } finally {
            delete(home);
        }
    }

    private static void writeConfiguration(Path home, String configuration) throws IOException {
        Path directory = Files.createDirectories(home.resolve(".pg_chameleon").resolve("configuration"));
        Files.writeString(directory.resolve("upgraded.yml"), configuration);
    }

    private void run() throws IOException, InterruptedException {
        run("check", "--config", "upgraded");
        run("plan", "--config", "upgraded");
        run("upgrade", "--config", "upgraded", "--yes");
        run("status", "--config", "upgraded");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        System.out.println("$ chameleon-runner " + String.join(" ", arguments));
        int exitCode = start(arguments).waitFor();
        System.out.println();
        if (exitCode != 0) {
            throw new IllegalStateException("the command ended with exit code " + exitCode);
        }
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
