package io.chameleon.runner;

/**
 * The steps of an upgrade, in the operator's words and in order. From 1.7 it has the first seven, within 2.0 the
 * first two and the last three; a catalogue is backed up where that is wanted.
 */
public enum UpgradeStep {
    CHECK_PRECONDITIONS("check preconditions"),
    BACK_UP_CATALOGUE("back up catalogue"),
    REPLAY_PENDING_BATCHES("replay pending batches"),
    BUILD_STAGED_CATALOGUE("build staged catalogue"),
    SET_BINLOG_COORDINATES("set binlog coordinates"),
    VERIFY_STAGED_CATALOGUE("verify staged catalogue"),
    SWAP_CATALOGUES("swap catalogues"),
    LOCK_CATALOGUE("lock catalogue"),
    MIGRATE_CATALOGUE("migrate catalogue"),
    VERIFY_CATALOGUE("verify catalogue");

    private final String label;

    UpgradeStep(String label) {
        this.label = label;
    }

    /** The step for people, such as {@code replay pending batches}. */
    public String label() {
        return label;
    }
}
