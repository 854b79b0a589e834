package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls a replay until nothing is left, as pg_chameleon's daemon does.
 *
 * @param messages all messages of all calls, in their order
 * @param errors how many calls ended with an error; after each, the operator disables the failing table
 */
public record Drain(List<String> messages, int errors) {
    private static final int TOO_MANY_CALLS = 1_000;

    public static Drain run(Replay replay, ReplayDatabase database, int maxEvents, boolean exitOnError)
            throws SQLException {
        var messages = new ArrayList<String>();
        int errors = 0;
        for (long source : RandomLog.SOURCES) {
            ReplayStatus status;
            int calls = 0;
            do {
                status = replay.call(maxEvents, source, exitOnError);
                messages.addAll(status.messages());
                if (status.failed()) {
                    errors++;
                    database.disableTableOfLastError(source).orElseThrow();
                }
                if (++calls > TOO_MANY_CALLS) {
                    throw new IllegalStateException("the replay makes no progress");
                }
            } while (status.mustContinue() || status.failed());
        }
        return new Drain(messages, errors);
    }
}
