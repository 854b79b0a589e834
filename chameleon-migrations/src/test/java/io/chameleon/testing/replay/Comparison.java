package io.chameleon.testing.replay;

import java.sql.SQLException;
import java.util.List;

/** Plays logs through a replay and through a plain interpreter, and compares everything they leave. */
public interface Comparison extends AutoCloseable {
    /** Which catalogue the log is written into. */
    CatalogueLayout layout();

    ServerFeatures features() throws SQLException;

    /**
     * What the replay has left and the interpreter hasn't, or the other way round; nothing when they agree.
     *
     * @throws SQLException when the log can't even be loaded
     */
    List<String> differences(RandomLog log) throws SQLException;

    @Override
    void close() throws SQLException;
}
