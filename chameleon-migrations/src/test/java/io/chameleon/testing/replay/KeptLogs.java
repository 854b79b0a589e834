package io.chameleon.testing.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small logs on which a replay has been wrong, or easily might be: the files in {@code kept-logs}. */
public final class KeptLogs {
    private static final String FOLDER = "/kept-logs";

    private KeptLogs() {}

    /** All of them by the names of their files. */
    public static SortedMap<String, RandomLog> all() throws IOException {
        URI folder;
        try {
            folder = KeptLogs.class.getResource(FOLDER).toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (!folder.getScheme().equals("jar")) {
            return read(Path.of(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return read(jar.getPath(FOLDER));
        }
    }

    private static SortedMap<String, RandomLog> read(Path folder) throws IOException {
        var logs = new TreeMap<String, RandomLog>();
        try (var files = Files.newDirectoryStream(folder, "*.txt")) {
            for (Path file : files) {
                logs.put(file.getFileName().toString(), LogText.read(Files.readString(file, UTF_8)));
            }
        }
        return logs;
    }
}
