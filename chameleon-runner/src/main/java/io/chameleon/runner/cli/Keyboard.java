package io.chameleon.runner.cli;

import java.io.Console;
import java.util.Optional;

/** Where the operator types. */
interface Keyboard {
    /** Reads one line; an empty one at the end of the input. */
    String readLine();

    /** Reads one line without showing it; an empty one at the end of the input. */
    String readPassword();

    /** The process's console, empty when its input or output is a pipe or a file. */
    static Optional<Keyboard> ofProcess() {
        // From Java 22 to 24 there is a console without a terminal too, unless the old implementation is asked for.
        System.setProperty("jdk.console", "java.base");
        return Optional.ofNullable(System.console()).map(Keyboard::of);
    }

    private static Keyboard of(Console console) {
        return new Keyboard() {
            @Override
            public String readLine() {
                return Optional.ofNullable(console.readLine()).orElse("");
            }

            @Override
            public String readPassword() {
                return Optional.ofNullable(console.readPassword())
                        .map(String::valueOf)
                        .orElse("");
            }
        };
    }
}
