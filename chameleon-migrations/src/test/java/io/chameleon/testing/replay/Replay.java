package io.chameleon.testing.replay;

import java.sql.SQLException;

/** The replay function of a 2.0 catalogue, or something that must do the same. */
public interface Replay {
    /** One call. */
    ReplayStatus call(int maxEvents, long source, boolean exitOnError) throws SQLException;

    /** Disables the table of the newest error, as an operator would. */
    void giveUpTableOfLastError(long source) throws SQLException;
}
