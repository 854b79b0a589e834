package io.chameleon.runner.cli;

import io.chameleon.runner.failure.FailureKind;

/** How a command ended. */
enum Outcome {
    DONE("done"),
    NOTHING_TO_DO("nothing-to-do"),
    REFUSED("refused"),
    FAILED("failed"),
    UNKNOWN("unknown"),
    LOCKED("locked");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The outcome as JSON has it. */
    String label() {
        return label;
    }

    static Outcome of(FailureKind kind) {
        return switch (kind) {
            case USAGE, REFUSED -> REFUSED;
            case FAILED -> FAILED;
            case UNKNOWN -> UNKNOWN;
            case LOCKED -> LOCKED;
        };
    }
}
