package io.chameleon.migrations;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A script in {@code db/chameleon}. Flyway reads it several times; it is loaded once. */
final class MigrationScript extends LoadableResource {
    private static final String DIRECTORY = "db/chameleon/";

    private final String name;
    private String text;

    MigrationScript(String name) {
        this.name = name;
    }

    @Override
    public Reader read() {
        if (text == null) {
            text = Resource.text("/" + DIRECTORY + name);
        }
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
