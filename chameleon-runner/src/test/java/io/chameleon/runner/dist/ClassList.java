package io.chameleon.runner.dist;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes down which classes the commands load, for the class archive that {@code bin/chameleon-runner} makes. A list that
 * isn't up to date does no harm but to the time of a start; {@link DistributionIT} tells when it has become too old.
 */
public final class ClassList {
    /** Made while the program runs, with names that mean nothing to the next run. */
    private static final Pattern MADE_AT_RUN_TIME =
            Pattern.compile(".*(\\$Proxy\\d|Generated\\w+Accessor|LambdaForm\\$|\\$\\$Lambda).*");

    private final Path jar;
    private final Path directory;
    private final TreeSet<String> classes = new TreeSet<>();

    private ClassList(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    /** @param arguments the path of {@code chameleon-runner.jar} and that of the list */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var list = new ClassList(Path.of(arguments[0]), Files.createTempDirectory("chameleon-class-list"));
        try (TestDatabase database = Scenario.INSERT.database();
                TestDatabase empty = TestDatabase.create()) {
            list.runEverything(database, empty);
        }
        Files.write(Path.of(arguments[1]), list.classes);
    }

    private void runEverything(TestDatabase database, TestDatabase empty) throws IOException, InterruptedException {
        String upgraded = Files.writeString(directory.resolve("upgraded.yml"), Scenario.INSERT.configuration(database))
                .toString();
        run("--version");
        run("upgrade", "--help");
        run("nonsense");
        run("check", "--config", upgraded);
        run("plan", "--config", upgraded);
        run("upgrade", "--config", upgraded, "--yes");
        for (String command : List.of("status", "verify", "info")) {
            run(command, "--config", upgraded);
        }
        run("rollback", "--config", upgraded, "--yes");
        String report = directory.resolve("upgrade.html").toString();
        run("upgrade", "--config", upgraded, "--yes", "--on-leftover", "drop", "--output", "json", "--report", report);
        String url = empty.url().replace("jdbc:", "").replace("//", "//" + TestDatabase.OWNER + "@");
        run("install", "--url", url, "--target", "2.0.8", "--yes");
        run("upgrade", "--url", url, "--yes");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        Path list = directory.resolve("list");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:off",
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).inheritIO();
        process.environment().put("PGPASSWORD", TestDatabase.PASSWORD);
        process.start().waitFor();
        try (var lines = Files.lines(list)) {
            lines.filter(line -> !line.startsWith("#"))
                    .filter(line -> line.startsWith("@")
                            || !MADE_AT_RUN_TIME.matcher(line).matches())
                    .forEach(classes::add);
        }
    }
}
