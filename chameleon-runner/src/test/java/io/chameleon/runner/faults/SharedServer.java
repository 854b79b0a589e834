package io.chameleon.runner.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** The server that all tests share, crashed and started again with the options that it had. */
final class SharedServer implements AutoCloseable {
    private final TestDatabase database;
    private final Path data;
    private final List<String> command;

    private SharedServer(TestDatabase database, Path data) throws IOException {
        this.database = database;
        this.data = data;
        this.command = commandOf(postmaster());
    }

    /** The server of a database; skips the test where it isn't on this machine. */
    static SharedServer of(TestDatabase database) throws Exception {
        try (Connection connection = database.connectAsSuperuser();
                var rows = connection.createStatement().executeQuery("SHOW data_directory")) {
            rows.next();
            Path data = Path.of(rows.getString(1));
            assumeTrue(Files.isReadable(data.resolve("postmaster.pid")), "skipped: the server runs elsewhere");
            return new SharedServer(database, data);
        }
    }

    /** Stops it as a crash would: what isn't on the disk is lost. */
    void crash() {
        try {
            ProcessHandle postmaster = postmaster();
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again, and waits until it has recovered. */
    void start() {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("restarts.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Await.until("the server's start", () -> {
            database.connectAsSuperuser().close();
            return true;
        });
    }

    /** Lets what nobody waits for reach the disk as late as possible, until this is closed. */
    SharedServer writingLate() {
        database.executeAsSuperuser("ALTER SYSTEM SET wal_writer_delay = '10s'");
        database.executeAsSuperuser("ALTER SYSTEM SET synchronous_commit = off");
        database.executeAsSuperuser("SELECT pg_reload_conf()");
        return this;
    }

    @Override
    public void close() {
        database.executeAsSuperuser("ALTER SYSTEM RESET ALL");
        database.executeAsSuperuser("SELECT pg_reload_conf()");
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** PostgreSQL doesn't run as root; in a user namespace of its own it isn't. */
    private static List<String> commandOf(ProcessHandle postmaster) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        return command;
    }
}
