package io.chameleon.migrations;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the migration {@code V2_0_0_1__Import_catalogue_1_7} is to carry over from a catalogue 1.7. It is told in two
 * Flyway placeholders:
 *
 * <ul>
 *   <li>{@value #SCHEMA_PLACEHOLDER}: the name of the schema with the catalogue 1.7, unquoted;
 *   <li>{@value #SOURCES_PLACEHOLDER}: a JSON array with one object for each source of the new catalogue, in the order
 *       of their ids:
 *       <pre>{@code
 * {"name": "upgraded", "type": "mysql", "status": "stopped",
 *  "mappings": {"my_schema_01": "db_schema_01", "my_schema_02": "db_schema_02"},
 *  "from": [1, 2],
 *  "disabled": [{"schema": "db_schema_01", "table": "t_broken"}]}
 * }</pre>
 * </ul>
 *
 * @param schema name of the schema with the catalogue 1.7
 * @param sources the sources of the new catalogue, in the order of their ids
 */
public record CatalogueImport(String schema, List<Source> sources) {
    public static final String SCHEMA_PLACEHOLDER = "chameleon.import.schema";
    public static final String SOURCES_PLACEHOLDER = "chameleon.import.sources";

    /** @throws IllegalArgumentException when a source of catalogue 1.7 would be carried over twice */
    public CatalogueImport {
        requireNonNull(schema, "schema");
        sources = List.copyOf(sources);
        var seen = new HashSet<Long>();
        for (Source source : sources) {
            for (Long id : source.from()) {
                if (!seen.add(id)) {
                    throw new IllegalArgumentException("the 1.7 source " + id + " is carried over more than once");
                }
            }
        }
    }

    /** The Flyway placeholders that tell this. */
    public Map<String, String> placeholders() {
        return Map.of(
                SCHEMA_PLACEHOLDER,
                schema,
                SOURCES_PLACEHOLDER,
                Json.array(sources.stream().map(Source::json).toList()));
    }

    /**
     * A source of the new catalogue.
     *
     * @param name {@code t_source}; at most 47 bytes, so that its log tables can be named after it
     * @param type {@code mysql} or {@code pgsql}
     * @param status the status to arrive with, such as {@code stopped}
     * @param mappings destination schemas by MySQL schema
     * @param from {@code i_id_source} of the 1.7 sources that become this one
     * @param disabled destination tables that are no longer to be replicated
     */
    public record Source(
            String name,
            String type,
            String status,
            Map<String, String> mappings,
            List<Long> from,
            List<Table> disabled) {
        /** @throws IllegalArgumentException when the name is too long for its log tables */
        public Source {
            LogTable.of(requireNonNull(name, "name"), 1);
            requireNonNull(type, "type");
            requireNonNull(status, "status");
            mappings = Collections.unmodifiableMap(new TreeMap<>(mappings));
            from = List.copyOf(from);
            disabled = List.copyOf(disabled);
        }

        private String json() {
            var destinations = new LinkedHashMap<String, String>();
            mappings.forEach((schema, destination) -> destinations.put(schema, Json.string(destination)));
            var members = new LinkedHashMap<String, String>();
            members.put("name", Json.string(name));
            members.put("type", Json.string(type));
            members.put("status", Json.string(status));
            members.put("mappings", Json.object(destinations));
            members.put("from", Json.array(from.stream().map(String::valueOf).toList()));
            members.put(
                    "disabled", Json.array(disabled.stream().map(Table::json).toList()));
            return Json.object(members);
        }
    }

    /** A table of a destination schema. */
    public record Table(String schema, String name) {
        public Table {
            requireNonNull(schema, "schema");
            requireNonNull(name, "name");
        }

        private String json() {
            return Json.object(new TreeMap<>(Map.of("schema", Json.string(schema), "table", Json.string(name))));
        }
    }
}
