package io.chameleon.runner.cli;

import java.util.List;

/**
 * A command that has to be refused, and how. The password {@value #PASSWORD} may stand anywhere in it.
 *
 * @param name what is wrong
 * @param given SQL that the catalogue's owner runs before; may be empty
 * @param configuration the bytes of the configuration {@code bad}
 * @param arguments what is run
 * @param exitCode 2 to 6
 * @param problem a part of the message
 * @param remedy a part of the remedy
 */
record BadInput(
        String name,
        String given,
        byte[] configuration,
        List<String> arguments,
        int exitCode,
        String problem,
        String remedy) {
    static final String PASSWORD = "hunter2";

    /** Words separated by blanks, as a shell splits them. */
    BadInput with(String words) {
        return with(words.split(" "));
    }

    BadInput with(String... words) {
        return new BadInput(name, given, configuration, List.of(words), exitCode, problem, remedy);
    }

    @Override
    public String toString() {
        return name;
    }
}
