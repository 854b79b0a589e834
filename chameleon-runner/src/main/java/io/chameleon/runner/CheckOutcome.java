package io.chameleon.runner;

/** Whether an upgrade may go on after a check. */
public enum CheckOutcome {
    /** The precondition holds. */
    PASS,
    /** The upgrade works, but the operator should know. */
    WARN,
    /** The upgrade is refused. */
    FAIL
}
