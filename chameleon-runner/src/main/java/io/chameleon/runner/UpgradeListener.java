package io.chameleon.runner;

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

    /**
     * A step has got further.
     *
     * @param done units of work done so far, events for {@link UpgradeStep#REPLAY_PENDING_BATCHES}
     * @param total units of work in all
     */
    default void progress(UpgradeStep step, long done, long total) {}

    /** A step has ended. */
    default void stepFinished(StepResult result) {}
}
