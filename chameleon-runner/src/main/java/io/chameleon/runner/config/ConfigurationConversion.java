package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import java.nio.file.Path;
import java.util.List;

/**
 * Several pg_chameleon 1.8 configurations, one source each, as one 2.0 configuration with one source. The result is a
 * text to be read by people first: it says where it comes from, and what it couldn't carry over.
 *
 * <p>Passwords stay out of the text unless they are asked for. Immutable.
 */
public final class ConfigurationConversion {
    private final ConvertedConfiguration configuration;
    private final boolean withPasswords;

    private ConfigurationConversion(ConvertedConfiguration configuration, boolean withPasswords) {
        this.configuration = configuration;
        this.withPasswords = withPasswords;
    }

    /**
     * Reads 1.8 configurations. Where they differ in a setting, the first one's is taken, with a note.
     *
     * @param old at least one; their order is that of the schema mappings
     * @param sourceName name of the source in the new configuration, not empty; whether the catalogue can have a
     *     source of that name, {@code check} tells
     * @throws ChameleonException a usage error that names file, key and line: a file that isn't a 1.8 configuration,
     *     files that don't read from one MySQL server or don't replicate into one catalogue as one user, two files
     *     with the same source, MySQL schema or PostgreSQL schema
     */
    public static ConfigurationConversion of(List<Path> old, String sourceName) {
        if (old.isEmpty()) {
            throw new IllegalArgumentException("nothing to convert");
        }
        if (requireNonNull(sourceName, "sourceName").isBlank()) {
            throw ChameleonException.usage(
                    "config.no-source-name", "The name of the new source is empty.", "Give it a name.");
        }
        var files = old.stream().map(LegacyConfiguration::read).toList();
        ConversionChecks.check(files);
        return new ConfigurationConversion(ConvertedConfiguration.merge(files, sourceName), false);
    }

    /** The same conversion, whose text has the passwords or hasn't. */
    public ConfigurationConversion withPasswords(boolean passwords) {
        return new ConfigurationConversion(configuration, passwords);
    }

    /** The 2.0 configuration in YAML; where a password was left out, a comment says where it is. */
    public String text() {
        return ConfigurationWriter.write(configuration, withPasswords);
    }

    /** What the new configuration doesn't say as the old ones did; its comments tell the same. */
    public List<ConversionNote> notes() {
        return configuration.notes();
    }

    /**
     * Writes the configuration, always with the passwords, into a new file that its owner alone can read (mode 0600
     * from the beginning).
     *
     * @throws ChameleonException a usage error: the file exists, which is never overwritten, it can't be created, or
     *     its file system has no POSIX permissions; no file is left behind
     */
    public void writeTo(Path file) {
        PrivateFile.write(file, ConfigurationWriter.write(configuration, true));
    }
}
