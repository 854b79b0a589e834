package io.chameleon.runner;

import io.chameleon.runner.catalogue.LegacyCatalogue;
import io.chameleon.runner.catalogue.LegacyFingerprint;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.List;

/**
 * The old catalogue as it was when it was imported: after the replay, before the first table of the new catalogue.
 * Whatever changes in it from then on would be lost, so the swap looks whether anything has.
 */
record FrozenCatalogue(LegacyFingerprint fingerprint) {

    /**
     * Takes the fingerprint, and makes sure that sources, tables and batches are still those that were checked.
     *
     * @throws ChameleonException when somebody else than the replay has changed them
     */
    static FrozenCatalogue take(Session session, LegacyCatalogue checked) throws SQLException {
        return session.readOnly(() -> {
            if (!LegacyCatalogue.read(session).apartFromReplay().equals(checked.apartFromReplay())) {
                throw changed("sources, tables or batches");
            }
            return new FrozenCatalogue(LegacyFingerprint.read(session, Schemas.LIVE));
        });
    }

    /**
     * Makes sure, under the lock of the swap, that nothing has changed.
     *
     * @throws ChameleonException when something has
     */
    void requireUnchanged(Session session) throws SQLException {
        List<String> changed = fingerprint.changedTables(LegacyFingerprint.read(session, Schemas.LIVE));
        if (!changed.isEmpty()) {
            throw changed(String.join(", ", changed));
        }
    }

    private static ChameleonException changed(String what) {
        return ChameleonException.of(
                FailureKind.FAILED,
                "catalogue.changed",
                "The 1.7 catalogue has changed during the upgrade (" + what + "): something still writes to it.",
                "Stop every pg_chameleon process and run upgrade again.");
    }
}
