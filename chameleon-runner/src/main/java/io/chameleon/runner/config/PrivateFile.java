package io.chameleon.runner.config;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes new files that nobody but their owner can read, at no time. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(OWNER_READ, OWNER_WRITE);

    private PrivateFile() {}

    /** Creates the file with mode 0600 and writes the text in UTF-8; leaves no file behind where that fails. */
    static void write(Path file, String text) {
        try (var channel = create(file)) {
            fill(file, channel, text);
        } catch (FileAlreadyExistsException e) {
            throw ChameleonException.usage(
                    "config.exists", file + ": exists already.", "Name a new file; nothing is overwritten.");
        } catch (UnsupportedOperationException e) {
            throw notPrivate(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static SeekableByteChannel create(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw new UnsupportedOperationException();
        }
        var mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        return Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), mode);
    }

    private static void fill(Path file, SeekableByteChannel channel, String text) throws IOException {
        try {
            // A mounted file system of another kind may have taken the mode and given another.
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UnsupportedOperationException();
            }
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Some file systems report a failed write no earlier.
            channel.close();
        } catch (IOException | UnsupportedOperationException e) {
            delete(file, e);
            throw e;
        }
    }

    private static void delete(Path file, Exception cause) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static ChameleonException notPrivate(Path file) {
        return ChameleonException.usage(
                "config.not-private",
                file + ": its file system has no POSIX permissions, so that passwords in the file wouldn't be private.",
                "Choose a place on another file system, or write the configuration without passwords.");
    }

    private static ChameleonException unwritable(Path file, IOException e) {
        return ChameleonException.usage(
                "config.unwritable",
                file + ": can't be written: " + e + ".",
                "Check the directory and its permissions.");
    }
}
