package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an upgrade needs of a pg_chameleon 2.0 configuration.
 *
 * @param destination how to connect to the destination database, {@code pg_conn}
 * @param sources by name, in the configuration's order
 */
public record ReplicaConfiguration(ConnectionOptions destination, Map<String, SourceConfiguration> sources) {
    /** No configuration at all. A configuration that was read always has a source. */
    public static final ReplicaConfiguration NONE = new ReplicaConfiguration(ConnectionOptions.NONE, Map.of());

    public ReplicaConfiguration {
        requireNonNull(destination, "destination");
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /**
     * Reads and checks a configuration file. Keys that an upgrade doesn't need are ignored. {@code charset} is one of
     * them: the JDBC driver always speaks UTF-8.
     *
     * @throws ChameleonException a usage error that names file, key and line, never a value that may be a password
     */
    public static ReplicaConfiguration read(Path file) {
        return ReplicaConfigurationReader.read(YamlDocument.read(file));
    }
}
