package io.chameleon.runner.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which PostgreSQL type the columns of a MySQL type get, and in which tables.
 *
 * @param node where it stands
 * @param type PostgreSQL type
 * @param tables names without schema; {@code *} as the first stands for all
 */
record LegacyTypeOverride(YamlNode node, String type, List<String> tables) {
    private static final String EVERY_TABLE = "*";

    LegacyTypeOverride {
        tables = List.copyOf(tables);
    }

    /** The overrides by MySQL type, in the configuration's order. */
    static Map<String, LegacyTypeOverride> read(YamlNode node) {
        var overrides = new LinkedHashMap<String, LegacyTypeOverride>();
        node.mapping("a mapping of MySQL types to overrides")
                .entries("a MySQL type")
                .forEach((mysqlType, override) -> overrides.put(mysqlType, readOne(override)));
        return overrides;
    }

    private static LegacyTypeOverride readOne(YamlNode node) {
        var override = node.mapping("a mapping with the keys override_to and override_tables");
        var tables = override.require("override_tables").items("a list of tables").stream()
                .map(YamlNode::requiredText)
                .toList();
        return new LegacyTypeOverride(
                node, PlacedText.required(override, "override_to").text(), tables);
    }

    boolean isForEveryTable() {
        return !tables.isEmpty() && tables.get(0).equals(EVERY_TABLE);
    }

    /** Whether the two mean the same. */
    boolean agreesWith(LegacyTypeOverride other) {
        return type.equals(other.type)
                && isForEveryTable() == other.isForEveryTable()
                && (isForEveryTable() || tables.equals(other.tables));
    }
}
