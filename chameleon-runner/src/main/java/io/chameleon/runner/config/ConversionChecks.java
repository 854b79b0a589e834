package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What several 1.8 configurations must agree on, and what they mustn't share, to become one source. */
final class ConversionChecks {
    private static final String ONE_SERVER =
            "where it is one server under two names, write the same name in both files.";

    private final List<LegacyConfiguration> files;

    private ConversionChecks(List<LegacyConfiguration> files) {
        this.files = files;
    }

    static void check(List<LegacyConfiguration> files) {
        var checks = new ConversionChecks(files);
        checks.oneMysqlServer();
        checks.oneDestination();
        checks.unique("source", "the source", LegacyConfiguration::sourceName);
        checks.unique("schema", "the MySQL schema", LegacyConfiguration::mysqlSchema);
        checks.unique("destination", "the PostgreSQL schema", LegacyConfiguration::destinationSchema);
    }

    private void oneMysqlServer() {
        var first = files.get(0).mysql();
        files.stream()
                .map(LegacyConfiguration::mysql)
                .filter(mysql -> !mysql.server().equals(first.server()))
                .findFirst()
                .ifPresent(other -> {
                    throw differentServers(first, other);
                });
    }

    private static ChameleonException differentServers(LegacyConnection first, LegacyConnection other) {
        return other.node()
                .failure(
                        "config.different-servers",
                        "this source reads from the MySQL server " + other.server() + ", the one of "
                                + first.node().fileAndLine() + ", from " + first.server() + ".",
                        "Convert the sources of each MySQL server on their own; " + ONE_SERVER);
    }

    private void oneDestination() {
        var first = files.get(0);
        files.stream()
                .filter(file -> !destination(file).equals(destination(first)))
                .findFirst()
                .ifPresent(other -> {
                    throw differentDestinations(first, other);
                });
    }

    private static ChameleonException differentDestinations(LegacyConfiguration first, LegacyConfiguration other) {
        return other.destination()
                .node()
                .failure(
                        "config.different-destinations",
                        "this source replicates into " + other.describeDestination() + ", the one of "
                                + first.destination().node().fileAndLine() + ", into " + first.describeDestination()
                                + ".",
                        "Convert the sources of each catalogue on their own; " + ONE_SERVER);
    }

    private static List<Object> destination(LegacyConfiguration file) {
        var destination = file.destination();
        return List.of(
                destination.server(),
                file.destinationDatabase().text(),
                destination.user().text());
    }

    private void unique(String code, String what, Function<LegacyConfiguration, PlacedText> property) {
        Map<String, PlacedText> known = new HashMap<>();
        for (LegacyConfiguration file : files) {
            var text = property.apply(file);
            var first = known.putIfAbsent(text.text(), text);
            if (first != null) {
                throw clash(code, what, text, first);
            }
        }
    }

    private static ChameleonException clash(String code, String what, PlacedText text, PlacedText first) {
        return text.failure(
                "config.duplicate-" + code,
                what + " '" + text.text() + "' is already that of "
                        + first.node().fileAndLine() + ".",
                "Name each old configuration once; correct the one that is wrong.");
    }
}
