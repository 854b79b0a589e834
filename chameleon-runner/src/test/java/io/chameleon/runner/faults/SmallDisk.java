package io.chameleon.runner.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of {@value #SIZE} in memory, with a tablespace for one database. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "32m";

    private final Path directory;
    private final String tablespace;

    private SmallDisk(Path directory, String tablespace) {
        this.directory = directory;
        this.tablespace = tablespace;
    }

    /** Moves the database there; skips the test where nothing can be mounted. */
    static SmallDisk with(TestDatabase database) throws IOException {
        Path directory = Files.createTempDirectory("small-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + SIZE, "tmpfs", directory.toString());
        assumeTrue(mounted, "skipped: a full disk needs a file system of its own, and only root can mount one");
        var disk = new SmallDisk(directory, "disk_of_" + database.name());
        try (TestDatabase elsewhere = TestDatabase.create()) {
            elsewhere.executeAsSuperuser("CREATE TABLESPACE " + disk.tablespace + " LOCATION '" + directory + "'");
            elsewhere.executeAsSuperuser("ALTER DATABASE " + database.name() + " SET TABLESPACE " + disk.tablespace);
        }
        return disk;
    }

    /** Leaves no byte free. */
    void fill() {
        var block = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(directory.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            // full
        }
    }

    /** Makes room again. */
    void free() {
        try {
            Files.deleteIfExists(directory.resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database must be gone by now. */
    @Override
    public void close() throws IOException {
        try (TestDatabase elsewhere = TestDatabase.create()) {
            elsewhere.executeAsSuperuser("DROP TABLESPACE " + tablespace);
        } finally {
            run("umount", directory.toString());
            Files.delete(directory);
        }
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
