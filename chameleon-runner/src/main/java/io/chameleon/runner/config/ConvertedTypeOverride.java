package io.chameleon.runner.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A type override of the new configuration, where it stands for every schema of every source.
 *
 * @param type PostgreSQL type
 * @param tables names without schema, or only {@code *}; never empty
 */
record ConvertedTypeOverride(String type, List<String> tables) {
    /** The overrides by MySQL type. One for no table at all can't be written and isn't one. */
    static Map<String, ConvertedTypeOverride> merge(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        var byType = new LinkedHashMap<String, List<LegacyTypeOverride>>();
        for (LegacyConfiguration file : files) {
            file.typeOverrides()
                    .forEach((mysqlType, override) -> byType.computeIfAbsent(mysqlType, type -> new ArrayList<>())
                            .add(override));
        }
        var merged = new LinkedHashMap<String, ConvertedTypeOverride>();
        byType.forEach((mysqlType, overrides) -> {
            note(overrides, files.size(), notes);
            var override = merge(overrides);
            if (!override.tables().isEmpty()) {
                merged.put(mysqlType, override);
            }
        });
        return merged;
    }

    private static ConvertedTypeOverride merge(List<LegacyTypeOverride> overrides) {
        String type = overrides.get(0).type();
        var chosen = overrides.stream()
                .filter(override -> override.type().equals(type))
                .toList();
        if (chosen.stream().anyMatch(LegacyTypeOverride::isForEveryTable)) {
            return new ConvertedTypeOverride(type, List.of("*"));
        }
        return new ConvertedTypeOverride(
                type,
                chosen.stream()
                        .flatMap(override -> override.tables().stream())
                        .distinct()
                        .toList());
    }

    private static void note(List<LegacyTypeOverride> overrides, int files, List<ConversionNote> notes) {
        var first = overrides.get(0);
        boolean agreed = overrides.size() == files && overrides.stream().allMatch(first::agreesWith);
        if (agreed) {
            return;
        }
        boolean oneType =
                overrides.stream().map(LegacyTypeOverride::type).distinct().count() == 1;
        notes.add(ConversionNote.of(
                first.node().path(),
                overrides.stream().map(LegacyTypeOverride::node).toList(),
                "The files differ; "
                        + (oneType ? "" : "the override to " + YamlScalar.quoted(first.type()) + " was taken, and ")
                        + "the override stands for tables of all schemas now."));
    }
}
