package io.chameleon.runner.backup;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;

/** What can be said when there is no backup: the upgrade hasn't begun. */
final class BackupFailure {
    private BackupFailure() {}

    /** @param cause null where there is none */
    static ChameleonException failed(String problem, Throwable cause) {
        return new ChameleonException(
                new Failure(
                        FailureKind.FAILED,
                        "backup.failed",
                        problem,
                        "There is no backup, and nothing was changed. Mend the cause and run upgrade again.",
                        Failure.UNKNOWN_CATALOGUE),
                cause);
    }

    static ChameleonException interrupted(String program) {
        return ChameleonException.of(
                FailureKind.FAILED,
                "interrupted",
                "The upgrade was interrupted during the backup; " + program + " was ended.",
                "There is no backup, and nothing was changed. Run upgrade again.");
    }
}
