package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.Failure;

/**
 * The catalogue's version around a command: a version, {@code none} without a catalogue, {@code unreadable} for a
 * schema that is no catalogue, {@code unknown} where it could not be told.
 *
 * @param before when the command began
 * @param after when the command ended
 * @param live what is in {@code sch_chameleon} now
 */
record Versions(String before, String after, String live) {
    /** There is no catalogue. */
    static final String NONE = "none";

    /** It wasn't looked at, or couldn't be told. */
    static final String UNKNOWN = Failure.UNKNOWN_CATALOGUE;

    Versions {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(live, "live");
    }
}
