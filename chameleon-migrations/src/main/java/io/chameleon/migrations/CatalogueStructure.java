package io.chameleon.migrations;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a catalogue consists of: each object's name with its definition, for example {@code column
 * t_sources.i_binlog_position} with {@code bigint}. Where the catalogue's schema appears in a definition it reads
 * {@code sch_chameleon}, whatever its name is, so that a staged catalogue compares with a live one.
 *
 * <p>The order of a table's columns doesn't count, nor do the language, the volatility and the body of a function.
 *
 * @param objects definitions by name; the name begins with the kind: {@code aggregate}, {@code column},
 *     {@code constraint}, {@code enum}, {@code function}, {@code index}, {@code sequence}, {@code type} or {@code view}
 */
public record CatalogueStructure(SortedMap<String, String> objects) {
    public CatalogueStructure {
        objects = unmodifiableSortedMap(new TreeMap<>(requireNonNull(objects, "objects")));
    }

    /**
     * The structure of the catalogue in a schema, without Flyway's history table and without the log tables of the
     * sources. Empty when there is no such schema. The connection's transaction may be read only; its search path
     * neither matters nor changes.
     */
    public static CatalogueStructure read(Connection connection, String schema) throws SQLException {
        return new StructureReader(connection, schema).read(false);
    }

    /** The structure of the sources' log tables in a schema: all tables that inherit from {@code t_log_replica}. */
    public static CatalogueStructure readLogTables(Connection connection, String schema) throws SQLException {
        return new StructureReader(connection, schema).read(true);
    }

    /** The structure that pg_chameleon itself gives to a catalogue of that version. */
    public static CatalogueStructure reference(CatalogueVersion version) {
        var objects = new TreeMap<String, String>();
        for (String line : Resource.lines("structure/" + version + ".txt")) {
            int separator = line.indexOf(" = ");
            objects.put(line.substring(0, separator), line.substring(separator + 3));
        }
        return new CatalogueStructure(objects);
    }

    /**
     * How this structure differs from a reference, ordered by the objects' names. Functions and aggregates that the
     * reference doesn't have are no difference: nothing that works with the catalogue is disturbed by them.
     */
    public List<Difference> differencesFrom(CatalogueStructure reference) {
        var names = new TreeSet<>(objects.keySet());
        names.addAll(reference.objects.keySet());
        var differences = new ArrayList<Difference>();
        for (String name : names) {
            String expected = reference.objects.getOrDefault(name, Difference.ABSENT);
            String found = objects.getOrDefault(name, Difference.ABSENT);
            if (!found.equals(expected) && !(expected.equals(Difference.ABSENT) && isRoutine(name))) {
                differences.add(new Difference(name, expected, found));
            }
        }
        return List.copyOf(differences);
    }

    private static boolean isRoutine(String name) {
        return name.startsWith("function ") || name.startsWith("aggregate ");
    }

    /**
     * One object that differs.
     *
     * @param object its kind and name
     * @param expected its definition in the reference, {@value #ABSENT} when it should not exist
     * @param found its definition in the catalogue, {@value #ABSENT} when it is missing
     */
    public record Difference(String object, String expected, String found) {
        /** Stands for the definition of an object that isn't there. */
        public static final String ABSENT = "absent";

        public boolean isUnexpected() {
            return expected.equals(ABSENT);
        }

        @Override
        public String toString() {
            return object + ": expected " + expected + ", found " + found;
        }
    }
}
