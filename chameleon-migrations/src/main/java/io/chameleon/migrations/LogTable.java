package io.chameleon.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The names of a log table and of what belongs to it. The function {@code fn_refresh_parts} gives the same names.
 *
 * @param name 1 to {@value #MAXIMUM_BYTES} bytes
 */
public record LogTable(String name) {
    /** The longest name that PostgreSQL doesn't cut, in bytes of UTF-8. */
    public static final int MAXIMUM_BYTES = 63;

    private static final String PREFIX = "t_log_replica_";

    /** The longest name of a source whose two log tables have names of their own, in bytes of UTF-8. */
    public static final int MAXIMUM_SOURCE_BYTES = MAXIMUM_BYTES - PREFIX.length() - "_1".length();

    public LogTable {
        requireNonNull(name, "name");
        if (name.isEmpty() || !fits(name)) {
            throw new IllegalArgumentException(
                    "the name of a log table has 1 to " + MAXIMUM_BYTES + " bytes, which this hasn't: " + name);
        }
    }

    /**
     * The first (1) or second (2) log table of a source.
     *
     * @throws IllegalArgumentException when the source's name is longer than {@link #MAXIMUM_SOURCE_BYTES}
     */
    public static LogTable of(String source, int number) {
        return new LogTable(PREFIX + source + "_" + number);
    }

    public String primaryKey() {
        return nameWith("pk_");
    }

    public String foreignKey() {
        return nameWith("fk_");
    }

    /** The index on the batch. */
    public String batchIndex() {
        return nameWith("idx_id_batch_");
    }

    private String nameWith(String prefix) {
        return fits(prefix + name) ? prefix + name : prefix + fingerprint();
    }

    private static boolean fits(String name) {
        return name.getBytes(UTF_8).length <= MAXIMUM_BYTES;
    }

    private String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(UTF_8));
            return "%032x".formatted(new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
