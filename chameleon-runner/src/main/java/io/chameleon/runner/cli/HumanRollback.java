package io.chameleon.runner.cli;

import io.chameleon.runner.RollbackResult;

/** A rollback for people. */
final class HumanRollback {
    private HumanRollback() {}

    /** What somebody should know who is about to say YES. */
    static String plan(RollbackResult result) {
        return "\nThe catalogue goes back from " + result.before() + " to " + result.after()
                + "; the newer one is kept as _sch_chameleon_version2.\n" + warning(result) + "\n";
    }

    static String done(RollbackResult result) {
        return "The catalogue is " + result.after() + " again; the one of version " + result.before()
                + " is kept as _sch_chameleon_version2.\n" + warning(result)
                + "\nNext: start the replicas with pg_chameleon 1.8.2. Another upgrade needs --on-leftover=drop or"
                + " --on-leftover=rename.\n";
    }

    private static String warning(RollbackResult result) {
        return result.traces().isEmpty()
                ? ""
                : "WARNING: it was used since the upgrade (" + String.join("; ", result.traces())
                        + "): pg_chameleon 1.8.2 will read again what 2.0 has applied or copied already.\n";
    }
}
