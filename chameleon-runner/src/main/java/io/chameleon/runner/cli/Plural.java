package io.chameleon.runner.cli;

/** Numbers with their nouns. */
final class Plural {
    private Plural() {}

    /** {@code 1 batch}, {@code 2 batches}. */
    static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
