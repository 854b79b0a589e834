package io.chameleon.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container of its own: of the image {@code -Dpostgres.image}, which has to be there or to be had. */
public final class ContainerServer implements AutoCloseable {
    private static final DockerImageName IMAGE = DockerImageName.parse(
                    System.getProperty("postgres.image", "postgres:15"))
            .asCompatibleSubstituteFor("postgres");

    private final PostgreSQLContainer container;
    private final PostgresServer server;

    private ContainerServer(PostgreSQLContainer container) {
        this.container = container;
        this.server = new PostgresServer(container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)).prepare();
    }

    /** Whether a Docker engine answers. */
    public static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts a container; closing it removes it, and so does the end of this JVM. */
    public static ContainerServer start() {
        var container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword("postgres")
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=100");
        container.start();
        return new ContainerServer(container);
    }

    public PostgresServer server() {
        return server;
    }

    @Override
    public void close() {
        container.close();
    }
}
