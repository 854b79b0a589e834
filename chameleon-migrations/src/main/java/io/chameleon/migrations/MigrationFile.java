package io.chameleon.migrations;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A file in {@code db/chameleon} that Flyway reads itself: a callback. */
final class MigrationFile extends LoadableResource {
    static final String DIRECTORY = "db/chameleon/";

    private final String name;

    MigrationFile(String name) {
        this.name = name;
    }

    @Override
    public Reader read() {
        return new StringReader(Resource.text("/" + DIRECTORY + name));
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
