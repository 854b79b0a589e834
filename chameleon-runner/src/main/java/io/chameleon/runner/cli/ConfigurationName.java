package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What {@code --config} was given.
 *
 * @param given a name or a path
 */
record ConfigurationName(String given) {
    /** Stands for the name where none was given and none was needed. */
    static final ConfigurationName UNTOLD = new ConfigurationName("NAME");

    ConfigurationName {
        requireNonNull(given, "given");
    }

    /** As the runner's next command needs it. */
    String forRunner() {
        return ShellWord.quote(given);
    }

    /** As pg_chameleon's commands need it: they take the file's name without directory and extension. */
    String forChameleon() {
        return ShellWord.quote(Path.of(given).getFileName().toString().replaceFirst("\\.ya?ml$", ""));
    }
}
