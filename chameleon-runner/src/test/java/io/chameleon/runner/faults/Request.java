package io.chameleon.runner.faults;

import java.util.List;

/**
 * What a driver asks of the server in one go, up to the point where it waits for the answer.
 *
 * @param number position among all requests that have come to the proxy, from 1
 * @param backend process id of the server's process at the other end
 * @param statements SQL of what is executed, in order
 */
public record Request(int number, int backend, List<String> statements) {
    public Request {
        statements = List.copyOf(statements);
    }

    /** Whether it ends a transaction for good. */
    public boolean commits() {
        return statements.contains("COMMIT");
    }

    /** Whether one of its statements has this text in it. */
    public boolean mentions(String text) {
        return statements.stream().anyMatch(statement -> statement.contains(text));
    }
}
