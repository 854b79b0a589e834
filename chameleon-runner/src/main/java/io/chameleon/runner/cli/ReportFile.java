package io.chameleon.runner.cli;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.report.UpgradePage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where a page is written to. An earlier page is replaced, any other file never: a slip of the hand in front of a
 * configuration or a backup would cost it.
 *
 * @param path an absolute path
 */
record ReportFile(Path path) {
    private static final String REMEDY = "Name a new file, or an earlier report, in a directory of yours.";

    /**
     * Makes sure that the page can be written later, and leaves no trace of that.
     *
     * @throws ChameleonException of kind USAGE where it can't
     */
    static ReportFile require(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isReport(path)) {
            throw ChameleonException.usage("report.exists", wanted + ": exists, and is no report.", REMEDY);
        }
        try {
            Files.delete(partial(path));
            return new ReportFile(path);
        } catch (IOException e) {
            throw unwritable(wanted, e);
        }
    }

    /** Writes the page, all of it or nothing. */
    void write(String html) {
        try {
            Path partial = partial(path);
            try {
                Files.writeString(partial, html, StandardCharsets.UTF_8);
                Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static Path partial(Path path) throws IOException {
        Path name = path.getFileName();
        if (name == null) {
            throw new IOException("it is a directory");
        }
        // A plain name, so that the page is as readable for others as the operator's files are.
        return Files.createFile(
                path.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".part"));
    }

    private static boolean isReport(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(path)) {
            return UpgradePage.isOne(new String(in.readNBytes(UpgradePage.RECOGNISED_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    private static ChameleonException unwritable(Path file, IOException e) {
        return ChameleonException.usage(
                "report.unwritable", file + ": the report can't be written: " + cause(e) + ".", REMEDY);
    }

    private static String cause(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its directory doesn't exist";
        }
        return e instanceof AccessDeniedException ? "permission denied" : e.toString();
    }
}
