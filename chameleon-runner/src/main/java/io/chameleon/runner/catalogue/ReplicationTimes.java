package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a source has come in time. Both instants are times of events, taken from the source server's clock; with
 * nothing to replicate they stand still and the read lag grows.
 *
 * @param lastReceived time of the last event that was read, empty before the first
 * @param readLag how long that is ago; negative where the clocks or time zones of the servers differ
 * @param lastReplayed time of the last event that was replayed, empty before the first
 * @param replayLag by how much replaying is behind reading
 */
public record ReplicationTimes(
        Optional<Instant> lastReceived,
        Optional<Duration> readLag,
        Optional<Instant> lastReplayed,
        Optional<Duration> replayLag) {
    public ReplicationTimes {
        requireNonNull(lastReceived, "lastReceived");
        requireNonNull(readLag, "readLag");
        requireNonNull(lastReplayed, "lastReplayed");
        requireNonNull(replayLag, "replayLag");
    }

    /** The times as stored, and the lags that follow from them. */
    static ReplicationTimes of(Instant now, Optional<Instant> lastReceived, Optional<Instant> lastReplayed) {
        return new ReplicationTimes(
                lastReceived,
                lastReceived.map(received -> Duration.between(received, now)),
                lastReplayed,
                lastReceived.flatMap(received -> lastReplayed.map(replayed -> Duration.between(replayed, received))));
    }
}
