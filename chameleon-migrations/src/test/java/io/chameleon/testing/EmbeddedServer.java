package io.chameleon.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** PostgreSQL from binaries on the class path; ends with the JVM. */
final class EmbeddedServer {
    private EmbeddedServer() {}

    static PostgresServer start() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("fsync", "off")
                    .start();
            return new PostgresServer(postgres.getPort()).prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
