package io.chameleon.runner.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something that comes soon. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    /** Looks again and again. An exception counts as no: a server that starts refuses connections. */
    static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (Exception e) {
                // not yet
            }
        }
        throw new AssertionError("waited in vain for " + what);
    }
}
