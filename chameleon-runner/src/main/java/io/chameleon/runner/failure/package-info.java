/**
 * How everything in the runner says that something can't be done: one exception,
 * {@link io.chameleon.runner.failure.ChameleonException}, with one record,
 * {@link io.chameleon.runner.failure.Failure}. Its code is stable and has its place in the documentation; its
 * {@link io.chameleon.runner.failure.FailureKind} is the exit code of the command line.
 */
package io.chameleon.runner.failure;
