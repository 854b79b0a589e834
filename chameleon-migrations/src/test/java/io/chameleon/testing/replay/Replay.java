package io.chameleon.testing.replay;

import java.sql.SQLException;

/** One call of the replay function, or of something that must do the same. */
@FunctionalInterface
public interface Replay {
    ReplayStatus call(int maxEvents, long source, boolean exitOnError) throws SQLException;
}
