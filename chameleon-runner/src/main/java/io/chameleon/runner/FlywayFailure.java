package io.chameleon.runner;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;

/** Turns what Flyway throws, in a transaction that is rolled back then, into a failure. */
final class FlywayFailure {
    /** The state where everything was rolled back. */
    static final String NOTHING_CHANGED = "Nothing was changed.";

    private FlywayFailure() {}

    /**
     * The failure for people.
     *
     * @param code prefix of the failure's code, such as {@code migrate-catalogue}
     * @param problem what could not be done, such as {@code The catalogue could not be migrated}
     * @param state what the failure has left behind, such as {@link #NOTHING_CHANGED}
     */
    static ChameleonException of(String code, String problem, String state, FlywayException cause) {
        return of(code, problem, state, () -> "", cause);
    }

    /**
     * The same.
     *
     * @param lockHolders tells, in a sentence, who stands in the way where a lock could not be had
     */
    static ChameleonException of(
            String code, String problem, String state, Supplier<String> lockHolders, FlywayException cause) {
        boolean locked = isLockTrouble(cause);
        return new ChameleonException(
                new Failure(
                        locked ? FailureKind.LOCKED : FailureKind.FAILED,
                        code + (locked ? ".lock-timeout" : ".failed"),
                        problem + ": " + oneLine(cause) + failedBefore(cause) + (locked ? lockHolders.get() : ""),
                        state
                                + (locked ? " Wait for the other session" : " Mend the cause")
                                + " and run the command again.",
                        Failure.UNKNOWN_CATALOGUE),
                cause);
    }

    private static boolean isLockTrouble(FlywayException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CatalogueLocks.isLockTrouble(sql)) {
                return true;
            }
        }
        return false;
    }

    private static String failedBefore(FlywayException cause) {
        return AbortedTransaction.firstFailure(cause)
                .map(first -> "; what had failed before: " + Databases.oneLine(first) + Databases.describeState(first))
                .orElse("");
    }

    private static String oneLine(FlywayException cause) {
        return String.valueOf(cause.getMessage())
                .replaceAll("(?m)^([-=]+|Statement +: Run Flyway with -X option .*)$", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ");
    }
}
