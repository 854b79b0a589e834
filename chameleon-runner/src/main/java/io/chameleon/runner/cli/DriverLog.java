package io.chameleon.runner.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of the JDBC driver, which writes to standard error what its exceptions say as well. */
final class DriverLog {
    /** Held, because a logger that nobody holds is forgotten with its level. */
    private static final Logger LOGGER = Logger.getLogger("org.postgresql");

    private DriverLog() {}

    /** Silences it, unless somebody has set its level. */
    static void silence() {
        if (LOGGER.getLevel() == null) {
            LOGGER.setLevel(Level.OFF);
        }
    }
}
