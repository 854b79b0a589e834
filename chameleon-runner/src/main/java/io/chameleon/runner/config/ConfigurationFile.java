package io.chameleon.runner.config;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds a configuration as pg_chameleon does, by its name, or by its path. */
public final class ConfigurationFile {
    private final String nameOrPath;
    private final Path home;
    private final Path directory;

    private ConfigurationFile(String nameOrPath, Path home) {
        this.nameOrPath = nameOrPath;
        this.home = home;
        this.directory = home.resolve(".pg_chameleon").resolve("configuration");
    }

    /**
     * Finds a configuration file. {@code NAME} is {@code NAME.yml} or {@code NAME.yaml} in
     * {@code ~/.pg_chameleon/configuration}, otherwise a file of that name here. What ends in {@code .yml} or
     * {@code .yaml} is looked for here first, then there. What contains a slash is a path; a leading {@code ~/} is the
     * home directory.
     *
     * @param nameOrPath what the operator gave
     * @param home the operator's home directory
     * @return an existing file, or a directory that was named by its path, or what may be there: reading it tells
     * @throws ChameleonException {@code config.not-found}, with the places that were looked at and what is there
     */
    public static Path find(String nameOrPath, Path home) {
        return new ConfigurationFile(nameOrPath, home).find();
    }

    private Path find() {
        var candidates = candidates();
        return candidates.stream()
                .filter(file -> isPath() ? Files.exists(file) : Files.exists(file) && !Files.isDirectory(file))
                .findFirst()
                .or(() ->
                        candidates.stream().filter(ConfigurationFile::isHidden).findFirst())
                .orElseThrow(() -> notFound(candidates));
    }

    /** Whether a directory on the way can't be searched: the file may be there or not. */
    private static boolean isHidden(Path file) {
        return !Files.exists(file) && !Files.notExists(file);
    }

    private List<Path> candidates() {
        try {
            return candidatesInOrder();
        } catch (InvalidPathException e) {
            throw notFound(List.of());
        }
    }

    private List<Path> candidatesInOrder() {
        if (nameOrPath.isBlank()) {
            return List.of();
        }
        if (nameOrPath.startsWith("~/")) {
            return List.of(home.resolve(nameOrPath.substring(2)));
        }
        if (isPath()) {
            return List.of(Path.of(nameOrPath));
        }
        if (isYaml(nameOrPath)) {
            return List.of(Path.of(nameOrPath), directory.resolve(nameOrPath));
        }
        return List.of(
                directory.resolve(nameOrPath + ".yml"), directory.resolve(nameOrPath + ".yaml"), Path.of(nameOrPath));
    }

    private boolean isPath() {
        return nameOrPath.contains("/")
                || nameOrPath.contains(home.getFileSystem().getSeparator());
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }

    private ChameleonException notFound(List<Path> candidates) {
        String places = candidates.stream().map(Path::toString).collect(joining(", "));
        return ChameleonException.usage(
                "config.not-found",
                "The configuration '" + nameOrPath + "' doesn't exist"
                        + (places.isEmpty() ? "." : "; looked for: " + places + "."),
                "Give a name or a path. " + existing());
    }

    private String existing() {
        String names = names();
        return names.isEmpty()
                ? "There is no configuration in " + directory + "."
                : "The configurations in " + directory + " are: " + names + ".";
    }

    private String names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(ConfigurationFile::isYaml)
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .distinct()
                    .sorted()
                    .collect(joining(", "));
        } catch (IOException e) {
            return "";
        }
    }
}
