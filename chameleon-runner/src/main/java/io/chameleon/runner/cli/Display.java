package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

/**
 * How a command shows itself.
 *
 * @param format what its report looks like
 * @param verbosity how much is told meanwhile
 * @param asks whether questions are asked
 */
record Display(OutputFormat format, Verbosity verbosity, boolean asks) {
    Display {
        requireNonNull(format, "format");
        requireNonNull(verbosity, "verbosity");
    }

    /** That of a command line that can't be parsed. */
    static Display of(String[] arguments) {
        return new Display(OutputFormat.requestedBy(arguments), Verbosity.NORMAL, false);
    }

    boolean isQuiet() {
        return verbosity == Verbosity.QUIET;
    }

    boolean isVerbose() {
        return verbosity == Verbosity.VERBOSE;
    }
}
