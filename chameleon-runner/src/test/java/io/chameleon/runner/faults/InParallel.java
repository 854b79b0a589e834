package io.chameleon.runner.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work that has nothing to do with each other, a few at a time. */
final class InParallel {
    /** What is done with a number. */
    @FunctionalInterface
    interface Numbered<T> {
        T run(int number) throws Exception;
    }

    private InParallel() {}

    /** Runs the work with each number from 0, and returns what has come of it in this order. */
    static <T> List<T> run(int times, int atOnce, Numbered<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(atOnce);
        try {
            var running = new ArrayList<Callable<T>>();
            for (int number = 0; number < times; number++) {
                int own = number;
                running.add(() -> work.run(own));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(running)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
