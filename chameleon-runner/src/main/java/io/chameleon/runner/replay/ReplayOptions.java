package io.chameleon.runner.replay;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;

/**
 * How to replay.
 *
 * @param onError what to do when an event can't be applied
 * @param sliceSize the most events in one transaction, at least 1
 * @param listener hears of the progress
 * @param interrupted asked before each slice whether to end there
 * @param withinTransaction whether nothing is committed: all of it belongs to the transaction that the connection is in
 */
public record ReplayOptions(
        OnReplayError onError,
        int sliceSize,
        ReplayListener listener,
        BooleanSupplier interrupted,
        boolean withinTransaction) {
    /** Few enough events for a transaction of a second or two, enough that rewriting a long queue costs little beside them. */
    public static final int DEFAULT_SLICE_SIZE = 100_000;

    public ReplayOptions {
        requireNonNull(onError, "onError");
        requireNonNull(listener, "listener");
        requireNonNull(interrupted, "interrupted");
        if (sliceSize < 1) {
            throw new IllegalArgumentException("a slice holds at least 1 event, not " + sliceSize);
        }
    }

    /** Slices of {@value #DEFAULT_SLICE_SIZE} events, no listener, no interruption. */
    public static ReplayOptions of(OnReplayError onError) {
        return new ReplayOptions(onError, DEFAULT_SLICE_SIZE, ReplayListener.NONE, () -> false, false);
    }

    public ReplayOptions withSliceSize(int events) {
        return new ReplayOptions(onError, events, listener, interrupted, withinTransaction);
    }

    public ReplayOptions withListener(ReplayListener other) {
        return new ReplayOptions(onError, sliceSize, other, interrupted, withinTransaction);
    }

    public ReplayOptions withInterruption(BooleanSupplier other) {
        return new ReplayOptions(onError, sliceSize, listener, other, withinTransaction);
    }

    /** Commits nothing: slices are savepoints of the transaction that the connection is in. */
    public ReplayOptions withinTransaction(boolean within) {
        return new ReplayOptions(onError, sliceSize, listener, interrupted, within);
    }

    SliceBoundary boundary() {
        return withinTransaction ? SliceBoundary.SAVEPOINT : SliceBoundary.TRANSACTION;
    }
}
