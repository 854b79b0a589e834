package io.chameleon.runner;

/** How an upgrade that didn't fail has ended. */
public enum UpgradeOutcome {
    /** The catalogue has the target version now. */
    DONE,
    /** Everything was tried and discarded: the catalogue is as it was before. */
    REHEARSED,
    /** The catalogue had the target version already; nothing was changed. */
    NOTHING_TO_DO
}
