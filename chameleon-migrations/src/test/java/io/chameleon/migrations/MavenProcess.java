package io.chameleon.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the Maven that runs this build, with its local repository, and offline when it is. The build tells where that is
 * in system properties.
 */
final class MavenProcess {
    /** What a run came to. */
    record Outcome(int exitCode, String output) {}

    private MavenProcess() {}

    /** Runs Maven on a project. Its output goes to a file in the project's directory and is returned. */
    static Outcome run(Path project, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(executable(), "--batch-mode"));
        if ("offline=true".equals(System.getProperty("maven.mode"))) {
            command.add("--offline");
        }
        String repository = System.getProperty("maven.repository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of(arguments));
        Path output = project.resolve("output.txt");
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(output, UTF_8));
    }

    private static String executable() {
        String name = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
        String home = System.getProperty("maven.home");
        return home == null ? name : Path.of(home, "bin", name).toString();
    }
}
