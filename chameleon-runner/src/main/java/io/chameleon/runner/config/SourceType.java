package io.chameleon.runner.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a source reads from. */
public enum SourceType {
    MYSQL(3306),
    PGSQL(5432);

    private final int defaultPort;

    SourceType(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The type of that name, as pg_chameleon writes it: lower case. */
    public static Optional<SourceType> named(String name) {
        return Stream.of(values()).filter(type -> type.label().equals(name)).findFirst();
    }

    /** The name in the configuration and in the catalogue's {@code enm_source_type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int defaultPort() {
        return defaultPort;
    }
}
