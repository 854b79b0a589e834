package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.replay.OnReplayError;
import io.chameleon.runner.replay.ReplayOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How an upgrade is to be done.
 *
 * @param target version of the catalogue afterwards; from 1.7 it must be 2.0.5 or later
 * @param onLeftover what to do with a {@code _sch_chameleon_version2} that is there already
 * @param onReplayError what to do when a pending event can't be replayed
 * @param replaySlice events per transaction of the replay, at least 1
 * @param lockTimeout how long one attempt waits for the locks on the tables of the live catalogue
 * @param lockAttempts how often it is tried to get the locks, at least 1
 * @param repair whether to finish an upgrade within 2.0 that pg_chameleon itself has left half-applied
 * @param backup saves the catalogue before anything is changed, empty for no backup
 */
public record UpgradeOptions(
        CatalogueVersion target,
        LeftoverPolicy onLeftover,
        OnReplayError onReplayError,
        int replaySlice,
        Duration lockTimeout,
        int lockAttempts,
        boolean repair,
        Optional<CatalogueBackup> backup) {
    public UpgradeOptions {
        requireNonNull(target, "target");
        requireNonNull(onLeftover, "onLeftover");
        requireNonNull(onReplayError, "onReplayError");
        requireNonNull(lockTimeout, "lockTimeout");
        requireNonNull(backup, "backup");
        if (replaySlice < 1 || lockAttempts < 1 || lockTimeout.isNegative() || lockTimeout.isZero()) {
            throw new IllegalArgumentException("slice, timeout and attempts must be positive");
        }
    }

    /** To the latest version, refusing leftovers and stopping at an event that can't be replayed. */
    public static UpgradeOptions defaults() {
        return new UpgradeOptions(
                CatalogueVersion.LATEST,
                LeftoverPolicy.REFUSE,
                OnReplayError.STOP,
                ReplayOptions.DEFAULT_SLICE_SIZE,
                Duration.ofSeconds(5),
                6,
                false,
                Optional.empty());
    }

    /** Statement that lets a session wait for a lock as long as all attempts together, wherever it meets one. */
    String limitWaiting() {
        return "SET lock_timeout = '" + lockTimeout.multipliedBy(lockAttempts).toMillis() + "ms'";
    }

    public UpgradeOptions withTarget(CatalogueVersion version) {
        return new UpgradeOptions(
                version, onLeftover, onReplayError, replaySlice, lockTimeout, lockAttempts, repair, backup);
    }

    public UpgradeOptions withOnLeftover(LeftoverPolicy policy) {
        return new UpgradeOptions(
                target, policy, onReplayError, replaySlice, lockTimeout, lockAttempts, repair, backup);
    }

    public UpgradeOptions withOnReplayError(OnReplayError policy) {
        return new UpgradeOptions(target, onLeftover, policy, replaySlice, lockTimeout, lockAttempts, repair, backup);
    }

    public UpgradeOptions withReplaySlice(int events) {
        return new UpgradeOptions(target, onLeftover, onReplayError, events, lockTimeout, lockAttempts, repair, backup);
    }

    public UpgradeOptions withLock(Duration timeout, int attempts) {
        return new UpgradeOptions(target, onLeftover, onReplayError, replaySlice, timeout, attempts, repair, backup);
    }

    public UpgradeOptions withRepair(boolean repaired) {
        return new UpgradeOptions(
                target, onLeftover, onReplayError, replaySlice, lockTimeout, lockAttempts, repaired, backup);
    }

    public UpgradeOptions withBackup(CatalogueBackup made) {
        return new UpgradeOptions(
                target, onLeftover, onReplayError, replaySlice, lockTimeout, lockAttempts, repair, Optional.of(made));
    }
}
