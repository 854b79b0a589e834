package io.chameleon.runner.report;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.catalogue.BinlogPosition;
import java.util.List;

/** The member {@code plan} of a result: what was to be done. */
record SavedPlan(String from, String target, List<Source> sources, Pending pending, List<String> migrations) {
    /** A position as JSON has it. */
    record Position(String file, long position) {
        Position {
            new BinlogPosition(requireNonNull(file, "position.file"), position);
        }

        BinlogPosition toBinlogPosition() {
            return new BinlogPosition(file, position);
        }
    }

    record Mapping(String source, String destination) {
        Mapping {
            requireNonNull(source, "schemaMappings.source");
            requireNonNull(destination, "schemaMappings.destination");
        }
    }

    /** A 1.7 source that becomes part of a new one. */
    record Origin(String source, String schema, String destination, Position restartPoint) {
        Origin {
            requireNonNull(source, "origins.source");
            requireNonNull(schema, "origins.schema");
            requireNonNull(destination, "origins.destination");
            requireNonNull(restartPoint, "origins.restartPoint");
        }
    }

    record Table(String schema, String name, Position coordinate) {
        Table {
            requireNonNull(schema, "tables.schema");
            requireNonNull(name, "tables.name");
            requireNonNull(coordinate, "tables.coordinate");
        }

        String qualifiedName() {
            return schema + "." + name;
        }
    }

    /** A new source. */
    record Source(
            String name,
            String status,
            List<Mapping> schemaMappings,
            List<Origin> origins,
            Position batchStart,
            Position consistentPoint,
            List<Table> tables) {
        Source {
            requireNonNull(name, "sources.name");
            requireNonNull(status, "sources.status");
            schemaMappings = SavedUpgrade.listOf(schemaMappings);
            origins = SavedUpgrade.listOf(origins);
            requireNonNull(batchStart, "sources.batchStart");
            requireNonNull(consistentPoint, "sources.consistentPoint");
            tables = SavedUpgrade.listOf(tables);
        }

        /** How many tables a 1.7 source brings. */
        long tablesOf(Origin origin) {
            return tables.stream()
                    .filter(table -> table.schema().equals(origin.destination()))
                    .count();
        }
    }

    record Pending(int batches, long events) {}

    SavedPlan {
        requireNonNull(from, "plan.from");
        requireNonNull(target, "plan.target");
        sources = SavedUpgrade.listOf(sources);
        migrations = SavedUpgrade.listOf(migrations);
    }
}
