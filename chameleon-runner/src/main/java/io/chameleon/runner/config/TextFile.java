package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a UTF-8 file of moderate size, with or without a byte order mark. */
final class TextFile {
    static final int MAXIMUM_BYTES = 3 * 1024 * 1024;
    private static final String PERMISSIONS =
            "Check the permissions of the file and of its directories; pg_chameleon's often belong to its own user.";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    static String read(Path file) {
        String text = decode(file, bytes(file));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The line, from 1, of a place in a text. */
    static int lineOf(CharSequence text, int offset) {
        return 1
                + (int) text.chars()
                        .limit(Math.max(offset, 0))
                        .filter(c -> c == '\n')
                        .count();
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw failure("config.not-a-file", file, "is a directory.", "Name the file itself.");
        }
        try (var in = Files.newInputStream(file)) {
            // Not by its size: a pipe has none.
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw failure("config.too-large", file, "has more than 3 MiB.", "Name a configuration file.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw failure("config.not-found", file, "doesn't exist.", "Name an existing file.");
        } catch (AccessDeniedException e) {
            throw failure("config.unreadable", file, "can't be read: permission denied.", PERMISSIONS);
        } catch (IOException e) {
            throw failure("config.unreadable", file, "can't be read: " + e + ".", PERMISSIONS);
        }
    }

    private static String decode(Path file, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        if (decoder.decode(in, out, true).isError()) {
            int line = lineOf(out.flip(), out.length());
            String problem = "line %d: the byte 0x%02X isn't UTF-8.".formatted(line, in.get());
            throw failure("config.not-utf-8", file, problem, "Save the file in UTF-8.");
        }
        return out.flip().toString();
    }

    private static ChameleonException failure(String code, Path file, String problem, String remedy) {
        return ChameleonException.usage(code, file + ": " + problem, remedy);
    }
}
