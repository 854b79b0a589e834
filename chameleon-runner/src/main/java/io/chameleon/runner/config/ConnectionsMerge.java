package io.chameleon.runner.config;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.config.LegacyConnection.LegacyPassword;
import java.util.List;
import java.util.Optional;

/** Chooses whom to connect as: the first file's user, with the first password that is told for that user. */
final class ConnectionsMerge {
    private ConnectionsMerge() {}

    static Optional<LegacyPassword> mysqlPassword(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        var connections = files.stream().map(LegacyConfiguration::mysql).toList();
        noteUsers(connections, notes);
        return password(connections, notes);
    }

    static Optional<LegacyPassword> destinationPassword(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        return password(files.stream().map(LegacyConfiguration::destination).toList(), notes);
    }

    private static void noteUsers(List<LegacyConnection> connections, List<ConversionNote> notes) {
        var users = connections.stream().map(LegacyConnection::user).toList();
        if (users.stream().map(PlacedText::text).distinct().count() > 1) {
            var names = users.stream().map(PlacedText::text).map(YamlScalar::quoted);
            notes.add(ConversionNote.of(
                    users.get(0).node().path(),
                    users.stream().map(PlacedText::node).toList(),
                    "The files differ: " + names.collect(joining(", "))
                            + "; the first was taken, and must be allowed to read every schema."));
        }
    }

    private static Optional<LegacyPassword> password(List<LegacyConnection> connections, List<ConversionNote> notes) {
        String user = connections.get(0).user().text();
        var passwords = connections.stream()
                .filter(connection -> connection.user().text().equals(user))
                .flatMap(connection -> connection.password().stream())
                .toList();
        if (passwords.stream()
                        .map(password -> password.secret().reveal())
                        .distinct()
                        .count()
                > 1) {
            notes.add(ConversionNote.of(
                    passwords.get(0).node().path(),
                    passwords.stream().map(LegacyPassword::node).toList(),
                    "The files differ; the first was taken."));
        }
        return passwords.stream().findFirst();
    }
}
