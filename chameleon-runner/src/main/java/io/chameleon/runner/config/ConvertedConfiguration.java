package io.chameleon.runner.config;

import io.chameleon.runner.config.LegacyConnection.LegacyPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What several 1.8 configurations come to together. They agree on the servers; the first stands for all.
 *
 * @param files in the order in which they were given, at least one
 * @param limits {@code schema.table} of MySQL; empty where no file limits its tables
 * @param notes what the files don't agree on and what can't be carried over
 */
record ConvertedConfiguration(
        String sourceName,
        List<LegacyConfiguration> files,
        Map<CarriedSetting, YamlScalar> settings,
        Optional<LegacyPassword> mysqlPassword,
        Optional<LegacyPassword> destinationPassword,
        Map<String, ConvertedTypeOverride> typeOverrides,
        List<String> limits,
        List<ConversionNote> notes) {

    ConvertedConfiguration {
        files = List.copyOf(files);
        limits = List.copyOf(limits);
        notes = List.copyOf(notes);
    }

    /** Merges configurations that have passed the checks. */
    static ConvertedConfiguration merge(List<LegacyConfiguration> files, String sourceName) {
        var notes = new ArrayList<ConversionNote>();
        var mysqlPassword = ConnectionsMerge.mysqlPassword(files, notes);
        var destinationPassword = ConnectionsMerge.destinationPassword(files, notes);
        var settings = SettingsMerge.settings(files, notes);
        var typeOverrides = ConvertedTypeOverride.merge(files, notes);
        var limits = LimitsMerge.limits(files, notes);
        notes.addAll(UnknownSettings.notes(files));
        return new ConvertedConfiguration(
                sourceName, files, settings, mysqlPassword, destinationPassword, typeOverrides, limits, notes);
    }

    LegacyConfiguration first() {
        return files.get(0);
    }
}
