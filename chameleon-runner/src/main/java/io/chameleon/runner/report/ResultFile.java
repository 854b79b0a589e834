package io.chameleon.runner.report;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file to which {@code upgrade --output json} was written. */
public final class ResultFile {
    private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;

    private ResultFile() {}

    /**
     * Reads the file.
     *
     * @throws ChameleonException of kind USAGE where it can't be read or is no result of an upgrade
     */
    public static SavedUpgrade read(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw unusable(file, "has more than 64 MiB.");
            }
            return SavedUpgrade.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "it doesn't exist");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied");
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage());
        }
    }

    private static ChameleonException unreadable(Path file, String cause) {
        return ChameleonException.usage(
                "report.unreadable", file + ": can't be read: " + cause + ".", "Name a file that exists and is yours.");
    }

    private static ChameleonException unusable(Path file, String problem) {
        return ChameleonException.usage(
                "report.not-a-result",
                file + ": " + problem,
                "Name the file to which upgrade --output json was written.");
    }
}
