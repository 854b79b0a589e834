package io.chameleon.runner;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.catalogue.CatalogueTimeZone;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.PendingReplay;
import io.chameleon.runner.replay.ReplayListener;
import io.chameleon.runner.replay.ReplayOptions;
import io.chameleon.runner.replay.ReplayResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Applies the events that 1.8.2 has read but not replayed, with the rights of the catalogue's owner. Everything that
 * is committed here is what 1.8.2 would have done next, so that it can go on if the upgrade ends early.
 */
final class ReplayPendingBatches {
    private final DataSource dataSource;
    private final Session session;
    private final CatalogueOwner owner;
    private final UpgradeOptions options;
    private final UpgradeListener listener;
    private final long pendingEvents;

    ReplayPendingBatches(
            DataSource dataSource,
            Session session,
            CatalogueOwner owner,
            UpgradeOptions options,
            UpgradePlan plan,
            UpgradeListener listener) {
        this.dataSource = dataSource;
        this.session = session;
        this.owner = owner;
        this.options = options;
        this.listener = listener;
        this.pendingEvents = plan.pending().events();
    }

    ReplayResult run() throws SQLException {
        return requireComplete(owner.act(() -> replay(replayOptions())));
    }

    /**
     * Replays all of it in one transaction, which is rolled back. Until then the rows it has changed are locked, and
     * the tables of replayed DDL completely; it doesn't wait for the locks of others longer than the options say.
     *
     * @param locks where the locks are noted
     */
    ReplayResult rehearse(List<TableLock> locks) throws SQLException {
        return requireComplete(owner.act(() -> session.rolledBack(() -> {
            session.execute("SET LOCAL lock_timeout = '" + options.lockTimeout().toMillis() + "ms'");
            ReplayResult result = replay(replayOptions().withinTransaction(true));
            locks.addAll(TableLock.held(session, UpgradeStep.REPLAY_PENDING_BATCHES));
            return result;
        })));
    }

    private ReplayResult replay(ReplayOptions replayOptions) throws SQLException {
        try {
            ReplayResult result = CatalogueTimeZone.within(
                    session,
                    () -> session.withGivenSearchPath(
                            () -> new PendingReplay(session.connection(), Schemas.LIVE, replayOptions).run()));
            listener.replayFinished(result);
            return result;
        } catch (ChameleonException e) {
            throw e.failure().kind() == FailureKind.LOCKED ? withLockHolders(e.failure()) : e;
        }
    }

    private ChameleonException withLockHolders(Failure failure) {
        return ChameleonException.of(
                failure.kind(), failure.code(), failure.problem() + LockHolders.sentence(dataSource), failure.remedy());
    }

    private static ReplayResult requireComplete(ReplayResult result) {
        if (result.interrupted()) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "interrupted",
                    "The upgrade was interrupted during the replay. Events replayed until then: " + result.replayed()
                            + ".",
                    "Run upgrade again: it goes on where this one stopped.");
        }
        return result;
    }

    private ReplayOptions replayOptions() {
        return ReplayOptions.of(options.onReplayError())
                .withSliceSize(options.replaySlice())
                .withListener(progress())
                .withInterruption(() -> Thread.currentThread().isInterrupted());
    }

    private ReplayListener progress() {
        var done = new AtomicLong();
        long start = System.nanoTime();
        return new ReplayListener() {
            @Override
            public void sliceReplayed(String source, long batch, int events) {
                long eventsDone = done.addAndGet(events);
                listener.replayed(new ReplayProgress(
                        eventsDone,
                        Math.max(0, pendingEvents - eventsDone),
                        Duration.ofNanos(System.nanoTime() - start)));
            }
        };
    }

    static String summary(ReplayResult result) {
        String disabled = result.disabledTables().isEmpty()
                ? ""
                : ", given up: "
                        + result.disabledTables().stream()
                                .map(table -> table.table().toString())
                                .collect(joining(", "));
        return "batches: " + result.batches() + ", events: " + result.replayed() + ", DDL statements: " + result.ddl()
                + ", skipped events of unregistered tables: " + result.skipped() + disabled;
    }
}
