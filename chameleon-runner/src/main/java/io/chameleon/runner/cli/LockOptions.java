package io.chameleon.runner.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command that writes waits for others. */
final class LockOptions {
    /** How often the catalogue's tables are tried to be locked. */
    static final int ATTEMPTS = 6;

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            converter = Choice.Positive.class,
            description = "How long one of " + ATTEMPTS + " attempts waits for the locks on the catalogue's tables;"
                    + " default 5.")
    private Integer seconds;

    Duration timeout() {
        return Duration.ofSeconds(seconds);
    }
}
