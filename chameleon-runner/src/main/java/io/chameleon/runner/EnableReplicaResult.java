package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What {@link EnableReplica} changed.
 *
 * @param source name of the source
 * @param catalogue version of the live catalogue
 * @param changes the fields that had another value, in the order status, maintenance, pauses; empty when there was
 *     nothing to do
 * @param ignoredSessions connected sessions of the source, described for people; not empty only when forced
 * @param advice what the operator should know before starting the replica; may be empty
 */
public record EnableReplicaResult(
        String source, String catalogue, List<Change> changes, List<String> ignoredSessions, List<String> advice) {
    public EnableReplicaResult {
        requireNonNull(source, "source");
        requireNonNull(catalogue, "catalogue");
        changes = List.copyOf(changes);
        ignoredSessions = List.copyOf(ignoredSessions);
        advice = List.copyOf(advice);
    }

    /** Whether the source was enabled already. */
    public boolean nothingToDo() {
        return changes.isEmpty();
    }

    /**
     * A field that has another value now.
     *
     * @param field table and column, such as {@code t_sources.enm_status}
     * @param before its value before
     * @param after its value now
     */
    public record Change(String field, String before, String after) {
        public Change {
            requireNonNull(field, "field");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
        }
    }
}
