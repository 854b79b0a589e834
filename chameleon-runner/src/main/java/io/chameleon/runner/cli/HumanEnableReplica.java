package io.chameleon.runner.cli;

import io.chameleon.runner.EnableReplicaResult;

/** What was reset, for people. */
final class HumanEnableReplica {
    private HumanEnableReplica() {}

    static String done(EnableReplicaResult result) {
        var text = new StringBuilder();
        if (result.nothingToDo()) {
            text.append("Nothing to do: nothing holds the source " + result.source() + ".\n");
        } else {
            var table = new TextTable(2).row("field", "before", "now");
            result.changes().forEach(change -> table.row(change.field(), change.before(), change.after()));
            text.append("The source " + result.source() + " can be started again.\n\n" + table.render());
        }
        result.ignoredSessions()
                .forEach(session ->
                        text.append("\nWARNING: connected, and ignored because of --force: " + session + "\n"));
        result.advice().forEach(advice -> text.append("\nNote: " + advice + "\n"));
        return text.toString();
    }
}
