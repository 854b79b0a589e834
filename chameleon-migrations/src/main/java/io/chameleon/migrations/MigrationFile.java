package io.chameleon.migrations;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A file in {@code db/chameleon}. Flyway reads each several times; it is loaded once. */
final class MigrationFile extends LoadableResource {
    private static final String DIRECTORY = "db/chameleon/";

    private final String name;
    private final String text;

    MigrationFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static MigrationFile script(String name) {
        return new MigrationFile(name, Resource.text("/" + DIRECTORY + name));
    }

    @Override
    public Reader read() {
        return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
        return DIRECTORY + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return "classpath:" + DIRECTORY + name;
    }

    @Override
    public String getFilename() {
        return name;
    }

    /** What the history calls it. */
    @Override
    public String getRelativePath() {
        return name;
    }
}
