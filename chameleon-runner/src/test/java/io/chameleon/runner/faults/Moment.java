package io.chameleon.runner.faults;

/** When something happens to a request, as seen from the server. */
public enum Moment {
    BEFORE_REQUEST,
    WHILE_IT_IS_SERVED,
    BEFORE_ANSWER
}
