package io.chameleon.runner.cli;

/** How much is told while a command works. */
enum Verbosity {
    /** What the operator must know: questions, findings, errors. */
    QUIET,
    NORMAL,
    /** Also all details, the log and stack traces. */
    VERBOSE
}
