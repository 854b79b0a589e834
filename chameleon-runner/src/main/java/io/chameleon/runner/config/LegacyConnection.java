package io.chameleon.runner.config;

import java.util.Optional;

/**
 * How pg_chameleon 1.8 connects to MySQL or to PostgreSQL.
 *
 * @param node where it stands
 * @param host as it is written; {@link #server} compares without case
 * @param port 1 to 65535
 * @param password empty where there is none, or an empty one
 */
record LegacyConnection(YamlNode node, String host, int port, PlacedText user, Optional<LegacyPassword> password) {
    static LegacyConnection read(YamlNode node, int defaultPort, String passwordKey) {
        var connection = node.mapping("a mapping with the keys host, port, user and " + passwordKey);
        return new LegacyConnection(
                node,
                PlacedText.required(connection, "host").text(),
                connection.get("port").map(YamlNode::port).orElse(defaultPort),
                PlacedText.required(connection, "user"),
                connection.get(passwordKey).flatMap(LegacyPassword::read));
    }

    DatabaseServer server() {
        return new DatabaseServer(host, port);
    }

    /** A password and where it stands. */
    record LegacyPassword(Secret secret, YamlNode node) {
        static Optional<LegacyPassword> read(YamlNode node) {
            return node.text().map(text -> new LegacyPassword(Secret.of(text), node));
        }
    }
}
