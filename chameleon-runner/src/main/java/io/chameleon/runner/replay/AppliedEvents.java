package io.chameleon.runner.replay;

import java.util.List;
import java.util.Optional;

/**
 * What became of the events of a slice.
 *
 * @param atOnce {@code i_id_table} of the tables whose events were applied many at a time
 * @param failure the event that could not be applied; then none was
 */
record AppliedEvents(List<Long> atOnce, Optional<FailedEvent> failure) {
    static AppliedEvents applied(Long[] atOnce) {
        return new AppliedEvents(List.of(atOnce), Optional.empty());
    }

    static AppliedEvents failed(FailedEvent error) {
        return new AppliedEvents(List.of(), Optional.of(error));
    }
}
