package io.chameleon.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The distribution, unpacked as an operator would. */
final class Distribution {
    /** What a program has returned and printed. */
    record Result(int exitCode, String out, String err) {}

    private final Path directory;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private Path program;

    private Distribution(Path directory, Path home) {
        this.directory = directory;
        this.home = home;
        this.program = home.resolve("bin/chameleon-runner");
        with("JAVA_HOME", System.getProperty("java.home"));
        with("CHAMELEON_CACHE", directory.resolve("ca che").toString());
    }

    /** Unpacks it below an empty directory whose name may have blanks. */
    static Distribution unpackedIn(Path directory) throws IOException, InterruptedException {
        assumeTrue(has("tar") && has("sh"), "skipped: there is no tar or no sh");
        try (var files = Files.list(Path.of("target"))) {
            Path archive = files.filter(file -> file.toString().endsWith("-dist.tar.gz"))
                    .findFirst()
                    .orElseThrow();
            Result unpacked = run(
                    directory,
                    directory,
                    Map.of(),
                    List.of("tar", "xzf", archive.toAbsolutePath().toString()));
            assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
        }
        try (var files = Files.list(directory)) {
            return new Distribution(
                    directory, files.filter(Files::isDirectory).findFirst().orElseThrow());
        }
    }

    Path home() {
        return home;
    }

    /** Where class archives are kept. */
    Path cache() {
        return Path.of(environment.get("CHAMELEON_CACHE"));
    }

    /** Sets a variable, or takes it away when the value is null. */
    Distribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Calls it by this path from now on. */
    Distribution calledAs(Path other) {
        program = other;
        return this;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return run(directory, directory, environment, command);
    }

    /** Runs until there is a class archive. */
    void awaitArchive() throws IOException, InterruptedException {
        run("--version");
        for (int look = 0; look < 600; look++) {
            if (archives().size() == 1) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no class archive is made");
    }

    /** The class archives that are complete. */
    List<Path> archives() throws IOException {
        if (!Files.isDirectory(cache())) {
            return List.of();
        }
        try (var files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    static boolean has(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Runs any program. */
    static Result run(Path workingDirectory, Path outputs, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(withoutNulls(environment));
        builder.environment().keySet().removeIf(key -> environment.containsKey(key) && environment.get(key) == null);
        Process process = builder.start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process doesn't end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Map<String, String> withoutNulls(Map<String, String> environment) {
        var set = new HashMap<>(environment);
        set.values().removeIf(value -> value == null);
        return set;
    }
}
