package io.chameleon.runner.cli;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar at work in a process of its own. */
public final class JarProcess {
    public static final Path JAR = Path.of("target", "chameleon-runner.jar").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Sends the signal that Ctrl-C's handling shares, and waits for the end. */
    CommandResult terminate() throws IOException, InterruptedException {
        process.destroy();
        return await();
    }

    /** Ends it as a power cut would: nothing in it learns of it. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Waits for its end, and for what it has to say. */
    public CommandResult await() throws IOException, InterruptedException {
        awaitEnd();
        return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err)).withKnownPlaces();
    }

    /** Waits for its end, whatever becomes of its output. */
    public void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process doesn't end: " + Files.readString(err));
        }
    }

    /** What a process is started with. */
    public static final class Builder {
        private final Path directory;
        private final List<String> javaOptions = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private List<String> launcher = List.of();
        private Path jar = JAR;

        /** @param directory an empty one to run in */
        public Builder(Path directory) {
            this.directory = directory;
        }

        public Builder withJavaOption(String option) {
            javaOptions.add(option);
            return this;
        }

        /** Lets another program start it, with a copy of the jar that this program can read. */
        Builder startedBy(List<String> program, Path copy) {
            launcher = program;
            jar = copy;
            return this;
        }

        public Builder with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Puts the recorded configuration beside the process as {@code upgraded.yml}, leading to the database. */
        Builder configuredFor(TestDatabase database) throws IOException {
            Files.writeString(directory.resolve("upgraded.yml"), Scenario.UPDATE.configuration(database));
            return this;
        }

        public CommandResult run(String... arguments) throws IOException, InterruptedException {
            return start(arguments).await();
        }

        public JarProcess start(String... arguments) throws IOException {
            var command = new ArrayList<>(launcher);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(javaOptions);
            command.addAll(List.of("-jar", jar.toString()));
            command.addAll(List.of(arguments));
            Path out = directory.resolve("out.txt");
            Path err = directory.resolve("err.txt");
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new JarProcess(builder.start(), out, err);
        }
    }
}
