package io.chameleon.runner.config;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one value of a setting out of those of several files: the first, with a note where others differ. */
final class SettingsMerge {
    private SettingsMerge() {}

    static Map<CarriedSetting, YamlScalar> settings(List<LegacyConfiguration> files, List<ConversionNote> notes) {
        var settings = new EnumMap<CarriedSetting, YamlScalar>(CarriedSetting.class);
        for (CarriedSetting setting : CarriedSetting.values()) {
            settings.put(setting, value(setting, files, notes));
        }
        return settings;
    }

    private static YamlScalar value(
            CarriedSetting setting, List<LegacyConfiguration> files, List<ConversionNote> notes) {
        var values = new LinkedHashMap<YamlNode, YamlScalar>();
        for (LegacyConfiguration file : files) {
            file.settings().get(setting.key()).ifPresent(node -> values.put(node, node.scalar()));
        }
        if (values.isEmpty()) {
            return setting.defaultValue();
        }
        if (values.values().stream().distinct().count() > 1) {
            notes.add(ConversionNote.of(setting.key(), List.copyOf(values.keySet()), differing(values)));
        } else if (values.size() < files.size()) {
            notes.add(ConversionNote.of(
                    setting.key(),
                    List.copyOf(values.keySet()),
                    "Set in some of the files only; the value stands for all of them now."));
        }
        return values.values().iterator().next();
    }

    private static String differing(Map<YamlNode, YamlScalar> values) {
        return "The files differ: "
                + values.values().stream().map(YamlScalar::yaml).collect(joining(", ")) + "; the first was taken.";
    }
}
