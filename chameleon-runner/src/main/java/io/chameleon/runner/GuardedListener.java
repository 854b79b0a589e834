package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.ReplayResult;
import java.util.List;

/** A listener whose own faults end the upgrade as any other failure does: with a record that tells what is live. */
final class GuardedListener implements UpgradeListener {
    private final UpgradeListener listener;

    GuardedListener(UpgradeListener listener) {
        this.listener = requireNonNull(listener, "listener");
    }

    @Override
    public void checked(List<Check> checks) {
        call(() -> listener.checked(checks));
    }

    @Override
    public void planned(UpgradePlan plan) {
        call(() -> listener.planned(plan));
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        call(() -> listener.stepStarted(step));
    }

    @Override
    public void replayed(ReplayProgress progress) {
        call(() -> listener.replayed(progress));
    }

    @Override
    public void replayFinished(ReplayResult result) {
        call(() -> listener.replayFinished(result));
    }

    @Override
    public void stepFinished(StepResult result) {
        call(() -> listener.stepFinished(result));
    }

    private static void call(Runnable notification) {
        try {
            notification.run();
        } catch (ChameleonException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ChameleonException(
                    ChameleonException.of(
                                    FailureKind.FAILED,
                                    "listener.failed",
                                    "What listens to the upgrade has failed: " + e + ".",
                                    "Mend it and run upgrade again; --on-leftover tells what becomes of a staged"
                                            + " catalogue.")
                            .failure(),
                    e);
        }
    }
}
