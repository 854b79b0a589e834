package io.chameleon.runner.cli;

import io.chameleon.runner.failure.FailureKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Ctrl-C and friends. While nothing is written the process ends at once; afterwards it goes on to the next safe point,
 * so that the operator is told which catalogue is live.
 */
final class Interruption {
    private static final int SECONDS_TO_SAFE_POINT = 60;

    private final Thread worker;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile boolean writing;
    private volatile Runnable farewell = () -> {};
    private volatile Consumer<String> announcement = System.err::print;

    /** @param worker the thread that runs the command */
    Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Catches what ends the process from outside; the current thread is the one that works. */
    static Interruption ofProcess() {
        var interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::endProcess, "interruption"));
        return interruption;
    }

    /** Says what to do at an interruption that comes before {@link #writing}. */
    void whenNothingIsWritten(Runnable action) {
        farewell = action;
    }

    /** Says how to tell the operator that an interruption waits for a safe point. */
    void whenAwaited(Consumer<String> action) {
        announcement = action;
    }

    /** Says that the command begins to change things. */
    void writing() {
        writing = true;
    }

    /** Says that the command has ended and everything is printed. */
    void finished(int code) {
        exitCode.complete(code);
    }

    private void endProcess() {
        if (!exitCode.isDone()) {
            // An exit code can't be set any more at this stage, save by halting.
            Runtime.getRuntime().halt(writing ? exitCodeAtSafePoint() : exitCodeOfFarewell());
        }
    }

    private int exitCodeOfFarewell() {
        System.err.println();
        farewell.run();
        return FailureKind.FAILED.exitCode();
    }

    private int exitCodeAtSafePoint() {
        announcement.accept(
                "\ninterrupted: waiting for the next safe point, at most " + SECONDS_TO_SAFE_POINT + " s\n");
        worker.interrupt();
        try {
            return exitCode.get(SECONDS_TO_SAFE_POINT, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            System.err.println("error: no safe point was reached; the server takes back what isn't committed");
            System.err.println("remedy: Run status: it tells which catalogue is live.");
            return FailureKind.UNKNOWN.exitCode();
        }
    }
}
