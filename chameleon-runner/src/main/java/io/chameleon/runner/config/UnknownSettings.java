package io.chameleon.runner.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the settings that the new configuration has no place for. Their values aren't told: they may be secret. */
final class UnknownSettings {
    private static final Set<String> DROPPED =
            Set.of("pause_on_reindex", "sleep_on_reindex", "reindex_app_names", "hexify");

    private static final Set<String> CONVERTED = Stream.of(
                    Stream.of(CarriedSetting.values()).map(CarriedSetting::key),
                    Stream.of("source_name", "my_database", "dest_schema", "destination_schema", "pg_database"),
                    Stream.of("tables_limit", "type_override", "mysql_conn", "pg_conn"),
                    Stream.of("mysql_conn.host", "mysql_conn.port", "mysql_conn.user", "mysql_conn.passwd"),
                    Stream.of("pg_conn.host", "pg_conn.port", "pg_conn.user", "pg_conn.password"))
            .flatMap(keys -> keys)
            .collect(Collectors.toUnmodifiableSet());

    private UnknownSettings() {}

    static List<ConversionNote> notes(List<LegacyConfiguration> files) {
        Map<String, List<YamlNode>> nodes = new LinkedHashMap<>();
        files.stream()
                .flatMap(file -> settings(file.settings()))
                .filter(node -> !node.isNull() && !CONVERTED.contains(node.path()))
                .forEach(node -> nodes.computeIfAbsent(node.path(), path -> new ArrayList<>())
                        .add(node));
        return nodes.entrySet().stream()
                .map(entry -> ConversionNote.of(entry.getKey(), entry.getValue(), problem(entry.getKey())))
                .toList();
    }

    private static Stream<YamlNode> settings(YamlMapping top) {
        return Stream.concat(
                top.values().stream(),
                Stream.of("mysql_conn", "pg_conn")
                        .flatMap(key -> top.get(key).stream())
                        .flatMap(node -> node.mapping("a mapping").values().stream()));
    }

    private static String problem(String path) {
        return DROPPED.contains(path)
                ? "pg_chameleon 2.0 has no such setting."
                : "Not a setting that is known here; it isn't carried over.";
    }
}
