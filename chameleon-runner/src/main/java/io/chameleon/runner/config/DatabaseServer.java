package io.chameleon.runner.config;

import java.util.Locale;

/**
 * The server a source reads from. Two servers are the same when host and port are; names aren't looked up, so that
 * {@code localhost} and {@code 127.0.0.1} count as different.
 *
 * @param host name or address, in lower case
 * @param port 1 to 65535
 */
public record DatabaseServer(String host, int port) {
    public DatabaseServer {
        host = host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return HostAndPort.format(host, port);
    }
}
