package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.SourceStatus;
import java.time.Instant;
import java.util.List;

/**
 * How the catalogue and its sources stand, seen in one snapshot.
 *
 * @param readAt when that was, by the database server's clock
 * @param timeZone the zone in which the catalogue's local times were taken to be written
 * @param catalogue which catalogues stand in the database, and what that means
 * @param lockHolders sessions that hold the catalogue lock, described for people: another run is at work
 * @param sources the sources by id: all, or the one that was asked for; none where no catalogue is live
 */
public record StatusResult(
        Instant readAt,
        String timeZone,
        CatalogueSituation catalogue,
        List<String> lockHolders,
        List<SourceStatus> sources) {
    public StatusResult {
        requireNonNull(readAt, "readAt");
        requireNonNull(timeZone, "timeZone");
        requireNonNull(catalogue, "catalogue");
        lockHolders = List.copyOf(lockHolders);
        sources = List.copyOf(sources);
    }

    /** Whether another run is at work on this catalogue. */
    public boolean isLocked() {
        return !lockHolders.isEmpty();
    }

    /** The same, with the sources of that name only. */
    StatusResult only(String sourceName) {
        return new StatusResult(
                readAt,
                timeZone,
                catalogue,
                lockHolders,
                sources.stream()
                        .filter(source -> source.name().equals(sourceName))
                        .toList());
    }
}
