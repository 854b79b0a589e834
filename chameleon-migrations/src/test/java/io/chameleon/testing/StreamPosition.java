package io.chameleon.testing;

import java.util.Comparator;

/**
 * A place in the recorded binlog.
 *
 * @param file the binlog file's name
 * @param number the file's number, by which files are ordered
 * @param offset bytes from the start of the file
 */
public record StreamPosition(String file, long number, long offset) implements Comparable<StreamPosition> {
    private static final Comparator<StreamPosition> ORDER =
            Comparator.comparingLong(StreamPosition::number).thenComparingLong(StreamPosition::offset);

    /** The first event of every file ends behind the four bytes of magic that it starts with. */
    private static final long FIRST_OFFSET = 4;

    public static StreamPosition of(String file, long offset) {
        return new StreamPosition(file, Long.parseLong(file.substring(file.lastIndexOf('.') + 1)), offset);
    }

    /** The place where reading of this position's file begins. */
    StreamPosition startOfFile() {
        return of(file, FIRST_OFFSET);
    }

    boolean isAfter(StreamPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }
}
