package io.chameleon.runner.cli;

import io.chameleon.runner.failure.ChameleonException;

/** A command: collects its options, calls the library, and notes in the transcript what came of it. */
interface Verb {
    /** @throws ChameleonException when the library refuses or fails, or the operator declines */
    Report run(Invocation invocation);
}
