package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a MySQL binary log: {@code mysql-bin.000012,4711}.
 *
 * <p>Positions of one server are ordered by file number, then offset. The number is what follows the last dot of the
 * file name, so that {@code bin.999999} precedes {@code bin.1000000} and base names may contain dots. Positions of
 * different base names come from different servers and don't compare.
 *
 * @param fileName name of the binlog file, {@code <base name>.<file number>}
 * @param offset bytes from the start of the file, 0 to 2^63-1
 */
public record BinlogPosition(String fileName, long offset) implements Comparable<BinlogPosition> {
    private static final Pattern FILE_NAME = Pattern.compile(".+\\.[0-9]{1,18}", Pattern.DOTALL);

    public BinlogPosition {
        requireNonNull(fileName, "fileName");
        if (!isFileName(fileName)) {
            throw new IllegalArgumentException("not the name of a binlog file: " + fileName);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("negative binlog offset: " + offset);
        }
    }

    /** The position made of two stored parts; empty where one is missing or they don't make a position. */
    public static Optional<BinlogPosition> of(Optional<String> fileName, Optional<Long> offset) {
        return fileName.filter(BinlogPosition::isFileName)
                .flatMap(name -> offset.filter(bytes -> bytes >= 0).map(bytes -> new BinlogPosition(name, bytes)));
    }

    /** Whether the text is a base name, a dot and a number of at most 18 digits. */
    static boolean isFileName(String text) {
        return FILE_NAME.matcher(text).matches();
    }

    /** What precedes the last dot of the file name. */
    public String baseName() {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }

    /** What follows the last dot of the file name. */
    long fileNumber() {
        return Long.parseLong(fileName.substring(fileName.lastIndexOf('.') + 1));
    }

    /** Whether both positions come from files of one base name, so that they compare. */
    boolean isComparableTo(BinlogPosition other) {
        return baseName().equals(other.baseName());
    }

    public boolean isAfter(BinlogPosition other) {
        return compareTo(other) > 0;
    }

    /** The position one byte further. */
    public BinlogPosition next() {
        return new BinlogPosition(fileName, Math.addExact(offset, 1));
    }

    /** @throws IllegalArgumentException when the base names differ */
    @Override
    public int compareTo(BinlogPosition other) {
        if (!isComparableTo(other)) {
            throw new IllegalArgumentException(
                    "binlog positions of different servers don't compare: " + this + " and " + other);
        }
        int byFile = Long.compare(fileNumber(), other.fileNumber());
        return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return fileName + "," + offset;
    }
}
