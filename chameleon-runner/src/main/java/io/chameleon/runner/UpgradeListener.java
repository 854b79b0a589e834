package io.chameleon.runner;

import io.chameleon.runner.replay.ReplayResult;
import java.util.List;

/**
 * Hears how an upgrade goes on, in the thread that runs it. An exception that a listener throws ends the upgrade as a
 * failure of the step would; after the last step it is too late for that, and it is logged.
 */
public interface UpgradeListener {
    /** Hears nothing. */
    UpgradeListener SILENT = new UpgradeListener() {};

    /** The preconditions have been looked at; a {@link CheckOutcome#FAIL} among them ends the upgrade. */
    default void checked(List<Check> checks) {}

    /** It is known what will be done. */
    default void planned(UpgradePlan plan) {}

    /** A step begins. */
    default void stepStarted(UpgradeStep step) {}

    /** A slice of the pending events was replayed, within {@link UpgradeStep#REPLAY_PENDING_BATCHES}. */
    default void replayed(ReplayProgress progress) {}

    /**
     * The pending events have been replayed, before {@link UpgradeStep#REPLAY_PENDING_BATCHES} ends. This is committed,
     * save in a rehearsal: it stays true whatever becomes of the upgrade.
     */
    default void replayFinished(ReplayResult result) {}

    /** A step has ended. */
    default void stepFinished(StepResult result) {}
}
