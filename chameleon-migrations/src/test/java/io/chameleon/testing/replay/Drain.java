package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Calls a replay until nothing is left, as pg_chameleon's daemon does.
 *
 * @param messages all messages of all calls; in their order when each call ends at an error, sorted otherwise
 * @param errors how many calls ended with an error; after each, the operator disables the failing table
 * @param troubles SQLSTATE of each call that was refused; it ends the replay of its source
 */
record Drain(List<String> messages, int errors, List<String> troubles) {
    private static final int TOO_MANY_CALLS = 2_000;

    static Drain run(Replay replay, RandomLog log) {
        var drain = new Drain(new ArrayList<>(), 0, new ArrayList<>());
        for (long source : RandomLog.SOURCES) {
            drain = drain.run(replay, log, source);
        }
        if (!log.exitOnError()) {
            Collections.sort(drain.messages);
        }
        return drain;
    }

    private Drain run(Replay replay, RandomLog log, long source) {
        int failed = errors;
        try {
            ReplayStatus status;
            int calls = 0;
            do {
                status = replay.call(log.maxEvents(), source, log.exitOnError());
                messages.addAll(status.messages());
                if (status.failed()) {
                    failed++;
                    replay.giveUpTableOfLastError(source);
                }
                if (++calls > TOO_MANY_CALLS) {
                    troubles.add("no progress");
                    break;
                }
            } while (status.mustContinue() || status.failed());
        } catch (SQLException e) {
            troubles.add("source " + source + ": " + e.getSQLState() + " "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        return new Drain(messages, failed, troubles);
    }
}
