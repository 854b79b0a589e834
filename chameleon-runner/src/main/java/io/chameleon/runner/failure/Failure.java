package io.chameleon.runner.failure;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong and what to do about it.
 *
 * @param kind what it means for the operator
 * @param code stable identifier, lower case with dots and dashes, such as {@code swap.lock-timeout}
 * @param problem one or more sentences: what was found, with names
 * @param remedy one or more sentences: what to do
 * @param liveCatalogue version of the catalogue in {@code sch_chameleon} after the failure, {@code none} where there
 *     is none, {@code unknown} where it could not be told
 */
public record Failure(FailureKind kind, String code, String problem, String remedy, String liveCatalogue) {
    /** The live catalogue where it could not be told. */
    public static final String UNKNOWN_CATALOGUE = "unknown";

    public Failure {
        requireNonNull(kind, "kind");
        requireNonNull(code, "code");
        requireNonNull(problem, "problem");
        requireNonNull(remedy, "remedy");
        requireNonNull(liveCatalogue, "liveCatalogue");
    }

    /** The same failure, with the live catalogue told. */
    public Failure withLiveCatalogue(String version) {
        return new Failure(kind, code, problem, remedy, version);
    }
}
