package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a rollback did.
 *
 * @param before version of the catalogue that was live
 * @param after version of the catalogue that is live now
 * @param traces what showed that the 2.0 catalogue was used since the upgrade; not empty only when forced
 */
public record RollbackResult(String before, String after, List<String> traces) {
    public RollbackResult {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        traces = List.copyOf(traces);
    }
}
