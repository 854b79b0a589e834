package io.chameleon.runner.generated;

/**
 * A place in the binlog where a batch can start, and how much lies before it.
 *
 * @param offset bytes from the start of the file
 * @param events how many events of the whole binlog end at or before it
 */
record BinlogPoint(String file, long offset, int events) {
    @Override
    public String toString() {
        return file + "," + offset;
    }
}
