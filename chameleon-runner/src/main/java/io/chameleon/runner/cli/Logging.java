package io.chameleon.runner.cli;

import java.util.Arrays;

/** Sets up the logger of the jar: it must be done before any class of the library or of Flyway asks for one. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Warnings only, unless {@code --verbose} is among the arguments. What the operator has set himself stays. */
    static void configure(String[] arguments) {
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        set("defaultLogLevel", verbose ? "info" : "warn");
        set("log.io.chameleon", verbose ? "debug" : "warn");
        // The procedures verify what Flyway has done; its hints and warnings are for its own users.
        set("log.org.flywaydb", verbose ? "info" : "error");
        set("logFile", "System.err");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("levelInBrackets", "true");
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
