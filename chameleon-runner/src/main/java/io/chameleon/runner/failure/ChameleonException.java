package io.chameleon.runner.failure;

import static java.util.Objects.requireNonNull;

/** The one exception of the runner. Its message is the failure's problem and remedy. */
public final class ChameleonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // A record of strings and an enum; never serialised by the runner.
    private final Failure failure;

    public ChameleonException(Failure failure) {
        this(failure, null);
    }

    public ChameleonException(Failure failure, Throwable cause) {
        super(requireNonNull(failure, "failure").problem() + " " + failure.remedy(), cause);
        this.failure = failure;
    }

    /** A failure of the given kind that has changed no catalogue, with no cause. */
    public static ChameleonException of(FailureKind kind, String code, String problem, String remedy) {
        return new ChameleonException(new Failure(kind, code, problem, remedy, Failure.UNKNOWN_CATALOGUE));
    }

    /** The command line or the configuration is wrong. */
    public static ChameleonException usage(String code, String problem, String remedy) {
        return of(FailureKind.USAGE, code, problem, remedy);
    }

    /** A precondition doesn't hold. */
    public static ChameleonException refused(String code, String problem, String remedy) {
        return of(FailureKind.REFUSED, code, problem, remedy);
    }

    public Failure failure() {
        return failure;
    }

    /** The same exception, with the live catalogue told. */
    public ChameleonException withLiveCatalogue(String version) {
        return new ChameleonException(failure.withLiveCatalogue(version), getCause());
    }

    /** The same exception, with another remedy. */
    public ChameleonException withRemedy(String remedy) {
        return new ChameleonException(
                new Failure(failure.kind(), failure.code(), failure.problem(), remedy, failure.liveCatalogue()),
                getCause());
    }
}
