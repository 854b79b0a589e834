package io.chameleon.testing.replay;

import java.util.List;
import java.util.Optional;

/**
 * A batch that its reader has started.
 *
 * @param queue the listed events, in any order; empty where 1.8.2 has stored none
 */
record Batch(long id, long source, boolean processed, Optional<List<Long>> queue) {}
