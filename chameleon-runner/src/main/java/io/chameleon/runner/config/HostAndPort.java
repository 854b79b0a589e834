package io.chameleon.runner.config;

/** How a server's address is written. */
final class HostAndPort {
    private static final int MAXIMUM_PORT = 65_535;

    private HostAndPort() {}

    /** {@code host:port}, with brackets around an IPv6 address. */
    static String format(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Whether the text is a decimal number from 1 to 65535 without leading zeros. */
    static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MAXIMUM_PORT;
    }
}
