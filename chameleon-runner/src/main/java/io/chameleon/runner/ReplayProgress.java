package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the replay of the pending events is.
 *
 * @param eventsDone events taken off the queues so far, skipped ones included; all of them are committed, save in a
 *     rehearsal
 * @param eventsLeft events that wait, as far as was known when the replay began
 * @param elapsed since the replay began
 */
public record ReplayProgress(long eventsDone, long eventsLeft, Duration elapsed) {
    public ReplayProgress {
        requireNonNull(elapsed, "elapsed");
        if (eventsDone < 0 || eventsLeft < 0 || elapsed.isNegative()) {
            throw new IllegalArgumentException(
                    "events and time can't be negative: " + eventsDone + ", " + eventsLeft + ", " + elapsed);
        }
    }

    /** How many events there are in all. */
    public long events() {
        return eventsDone + eventsLeft;
    }

    /** Events per second on average, 0 where that can't be told yet. */
    public double eventsPerSecond() {
        return elapsed.isZero() ? 0 : eventsDone / (elapsed.toNanos() / 1e9);
    }

    /** The time that is left if it goes on like this; empty as long as nothing is done. */
    public Optional<Duration> timeLeft() {
        return eventsDone == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round((double) elapsed.toMillis() * eventsLeft / eventsDone)));
    }
}
