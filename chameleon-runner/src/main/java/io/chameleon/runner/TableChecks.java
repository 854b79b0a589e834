package io.chameleon.runner;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import io.chameleon.runner.catalogue.DestinationTable;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.catalogue.LegacySource;
import io.chameleon.runner.catalogue.LegacyTable;
import io.chameleon.runner.catalogue.LongName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Preconditions on the registered tables. */
final class TableChecks {
    /** Characters of a key column's name in {@code v_table_pkey}. */
    private static final int LONGEST_KEY_COLUMN = 100;

    private TableChecks() {}

    static Stream<Check> of(Legacy legacy) {
        return Stream.of(
                        registered(legacy),
                        schemas(legacy),
                        names(legacy),
                        coordinates(legacy),
                        keys(legacy),
                        destinations(legacy),
                        primaryKeys(legacy))
                .flatMap(List::stream);
    }

    private static List<Check> registered(Legacy legacy) {
        var checks = new CheckList("tables-registered");
        legacy.catalogue().sources().stream()
                .filter(source -> source.tables().isEmpty())
                .forEach(source -> checks.warn(
                        "The source " + source.name() + " has no registered tables.",
                        "Nothing of it will be replicated until its tables are initialised or synchronised with 2.0."));
        return checks.orPass("Registered tables: " + tables(legacy).count());
    }

    private static List<Check> schemas(Legacy legacy) {
        var checks = new CheckList("table-schema");
        for (LegacySource source : legacy.catalogue().sources()) {
            source.tables().stream()
                    .filter(table -> !table.schema().equals(source.destinationSchema()))
                    .forEach(table -> checks.fail(
                            "The table " + table.qualifiedName() + " is registered for the source " + source.name()
                                    + ", whose destination is " + source.destinationSchema() + ".",
                            "Correct v_schema_name in t_replica_tables, or remove the registration."));
        }
        return checks.orPass("Every table is registered in its source's destination schema.");
    }

    private static List<Check> names(Legacy legacy) {
        var checks = new CheckList("table-name");
        tables(legacy)
                .filter(table -> isTooLong(table.name()))
                .forEach(table -> checks.fail(
                        "The name " + table.qualifiedName() + " is longer than " + LongName.LIMIT + " characters.",
                        "MySQL has no such name, and pg_chameleon 2.0 no room for it: remove the registration."));
        tables(legacy)
                .map(LegacyTable::schema)
                .filter(TableChecks::isTooLong)
                .distinct()
                .forEach(schema -> checks.fail(
                        "The name of the schema " + schema + " is longer than " + LongName.LIMIT + " characters.",
                        "pg_chameleon 2.0 has no room for it. Let 1.8.2 replay what is pending, then give it a shorter name"
                                + " in PostgreSQL, in sch_chameleon (t_dest_schema, v_schema_name) and in the"
                                + " configuration."));
        namesByRelation(legacy)
                .forEach((relation, names) -> checks.fail(
                        "PostgreSQL cuts the names " + String.join(", ", names) + " to the same: " + relation + ".",
                        "Remove the registrations of all of them but one."));
        return checks.orPass("Every registered name stands for a table of its own.");
    }

    /** The registered names that PostgreSQL takes for one, by the name that it makes of them. */
    private static Map<String, Set<String>> namesByRelation(Legacy legacy) {
        Map<String, Set<String>> names = legacy.destinations().stream()
                .collect(groupingBy(
                        DestinationTable::relation,
                        TreeMap::new,
                        mapping(DestinationTable::qualifiedName, toCollection(TreeSet::new))));
        names.values().removeIf(same -> same.size() == 1);
        return names;
    }

    private static List<Check> coordinates(Legacy legacy) {
        var checks = new CheckList("table-coordinates");
        tables(legacy)
                .filter(LegacyTable::hasUnusableCoordinates)
                .forEach(table -> checks.fail(
                        "The table " + table.qualifiedName() + " has coordinates that are no binlog position: "
                                + table.binlogFile().orElse("NULL") + ","
                                + table.binlogOffset().map(String::valueOf).orElse("NULL") + ".",
                        "Synchronise the table again with pg_chameleon 1.8.2 (sync_tables)."));
        return checks.orPass("Coordinates of tables are usable where there are any.");
    }

    private static List<Check> keys(Legacy legacy) {
        var checks = new CheckList("key-list");
        tables(legacy).forEach(table -> problemOfKey(table)
                .ifPresent(problem -> checks.fail(
                        "The key of " + table.qualifiedName() + " can't be used: " + problem,
                        "Synchronise the table again with pg_chameleon 1.8.2 (sync_tables).")));
        return checks.orPass("Every key list can be read.");
    }

    private static Optional<String> problemOfKey(LegacyTable table) {
        try {
            List<String> columns = table.keyColumns();
            return columns.stream()
                    .filter(column -> column.length() > LONGEST_KEY_COLUMN)
                    .findFirst()
                    .map(column -> column + " is longer than " + LONGEST_KEY_COLUMN + " characters.");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<Check> destinations(Legacy legacy) {
        var checks = new CheckList("table-exists");
        legacy.destinations().stream()
                .filter(table -> !table.exists())
                .forEach(table -> checks.warn(
                        "The table " + table.qualifiedName() + " is registered but doesn't exist.",
                        "It may still come with a pending CREATE TABLE; otherwise its next event disables it."));
        for (LegacyTable table : tables(legacy).toList()) {
            missingKeyColumns(legacy, table)
                    .forEach(column -> checks.warn(
                            "The table " + table.qualifiedName() + " has no column " + column
                                    + ", which its registered key names.",
                            "It may still come with a pending ALTER TABLE; otherwise its next change disables it."));
        }
        return checks.orPass("Every registered table is there, with its key columns.");
    }

    private static List<String> missingKeyColumns(Legacy legacy, LegacyTable table) {
        if (problemOfKey(table).isPresent()) {
            return List.of();
        }
        return legacy.destinations().stream()
                .filter(destination -> destination.exists() && destination.isOf(table))
                .findFirst()
                .map(destination -> table.keyColumns().stream()
                        .filter(column -> !destination.hasColumn(column))
                        .toList())
                .orElse(List.of());
    }

    private static List<Check> primaryKeys(Legacy legacy) {
        var checks = new CheckList("primary-key");
        legacy.destinations().stream()
                .filter(table -> table.exists() && !table.hasPrimaryKey())
                .map(DestinationTable::qualifiedName)
                .distinct()
                .forEach(table -> checks.warn(
                        "The table " + table + " has lost its primary key in PostgreSQL.",
                        "Create it again: without it updates and deletes are slow and doubled rows go unnoticed."));
        return checks.orPass("Every registered table has a primary key.");
    }

    private static boolean isTooLong(String name) {
        return name.codePointCount(0, name.length()) > LongName.LIMIT;
    }

    private static Stream<LegacyTable> tables(Legacy legacy) {
        return legacy.catalogue().sources().stream().flatMap(source -> source.tables().stream());
    }
}
