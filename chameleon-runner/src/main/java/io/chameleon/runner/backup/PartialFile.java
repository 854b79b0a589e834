package io.chameleon.runner.backup;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that gets its name when it is complete; closing it earlier deletes what there is. */
final class PartialFile implements AutoCloseable {
    private final Path path;
    private final Path file;

    private PartialFile(Path path, Path file) {
        this.path = path;
        this.file = file;
    }

    /** Makes an empty file with mode 0600 in the directory of the one that it will be. */
    static PartialFile create(Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path path = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part", ownerOnly);
            return new PartialFile(path, file);
        } catch (UnsupportedOperationException e) {
            throw ChameleonException.usage(
                    "backup.not-private",
                    file + ": its file system has no POSIX permissions, so that the backup wouldn't be private.",
                    "Choose a place on another file system.");
        }
    }

    /** Makes sure that the file doesn't exist and could be made. */
    static void requireNew(Path file) {
        if (Files.exists(file, NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw ChameleonException.usage(
                    "backup.directory",
                    file + ": its directory doesn't exist or can't be written to.",
                    "Name a file in a directory of yours.");
        }
    }

    /** Where it is written to. */
    Path path() {
        return path;
    }

    /** Waits until everything written is on the disk. */
    void flush() throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Gives the file its name in one instant, and never somebody else's file. */
    void complete() throws IOException {
        try {
            Files.createLink(file, path); // unlike a move it never replaces a file
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            moveWithoutLink();
        }
        flushDirectory();
    }

    /** Bytes of the complete file. */
    long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private void moveWithoutLink() throws IOException {
        requireNew(file);
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the name last as well, where directories can be flushed. */
    private void flushDirectory() {
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // The content is safe; not every file system lets a directory be opened.
            return;
        }
    }

    private static ChameleonException exists(Path file) {
        return ChameleonException.usage(
                "backup.exists", file + ": exists already.", "Name a new file; nothing is overwritten.");
    }
}
