package io.chameleon.runner.faults;

import io.chameleon.runner.cli.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What makes a start of the jar cheap enough to be killed often. */
final class ClassArchive {
    private static Path archive;

    private ClassArchive() {}

    /** A process-to-be with the options of a short run, and with an archive of the classes that an upgrade needs. */
    static synchronized JarProcess.Builder process(Path directory) {
        if (archive == null) {
            archive = make();
        }
        return options(new JarProcess.Builder(directory)).withJavaOption("-XX:SharedArchiveFile=" + archive);
    }

    private static Path make() {
        try {
            Path directory = Files.createTempDirectory("class-archive");
            directory.toFile().deleteOnExit();
            Path file = directory.resolve("runner.jsa");
            file.toFile().deleteOnExit();
            try (LegacyTrial trial = LegacyTrial.create(directory)) {
                trial.run(
                        options(new JarProcess.Builder(directory)).withJavaOption("-XX:ArchiveClassesAtExit=" + file));
            }
            return file;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JarProcess.Builder options(JarProcess.Builder builder) {
        return builder.withJavaOption("-XX:+UseSerialGC")
                .withJavaOption("-XX:TieredStopAtLevel=1")
                .withJavaOption("-XX:-UsePerfData")
                .withJavaOption("-Xlog:disable");
    }
}
