package io.chameleon.runner.generated;

import java.util.List;

/**
 * A batch of a 1.7 source.
 *
 * @param events the events of the source's schema that it read
 * @param applied how many of them are in the destination already, the first ones
 */
record Batch17(BinlogPoint start, State state, List<BinlogEvent> events, int applied) {
    enum State {
        /** All of it is in the destination. */
        REPLAYED("true, true, true"),
        /** Read completely; the queue lists what isn't applied. */
        PENDING("true, true, false"),
        /** 1.8.2 was killed before it stored the queue. */
        WITHOUT_QUEUE("true, true, false"),
        /** The reader is filling it: 2.0 will read all of it again. */
        OPEN("true, false, false"),
        UNSTARTED("false, false, false");

        private final String flags;

        State(String flags) {
            this.flags = flags;
        }

        /** SQL values of {@code b_started, b_processed, b_replayed}. */
        String flags() {
            return flags;
        }
    }

    List<BinlogEvent> appliedEvents() {
        return events.subList(0, applied);
    }

    @Override
    public String toString() {
        return "%s from %s with %d events, %d of them applied".formatted(state, start, events.size(), applied);
    }
}
