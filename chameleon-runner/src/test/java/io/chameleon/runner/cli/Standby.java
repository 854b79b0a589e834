package io.chameleon.runner.cli;

import io.chameleon.testing.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server of a test's own that becomes a hot standby: it stays in recovery and waits for what no primary sends. */
final class Standby implements AutoCloseable {
    private static final int FIRST_WITH_SIGNAL_FILES = 12;

    private final Path data;
    private final PostgresServer server;
    private EmbeddedPostgres postgres;

    private Standby(Path data) throws IOException {
        this.data = data;
        this.postgres = builder().start();
        this.server = new PostgresServer(postgres.getPort()).prepare();
    }

    /** Starts it, as a primary still. */
    static Standby startedIn(Path directory) throws IOException {
        return new Standby(directory.resolve("data"));
    }

    PostgresServer server() {
        return server;
    }

    /** Starts it again, as a standby. */
    void demote() throws IOException {
        postgres.close();
        if (majorVersion() < FIRST_WITH_SIGNAL_FILES) {
            Files.writeString(data.resolve("recovery.conf"), "standby_mode = 'on'\n");
        } else {
            Files.createFile(data.resolve("standby.signal"));
        }
        postgres = builder().setPort(server.port()).start();
    }

    private int majorVersion() throws IOException {
        return Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
