package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.replay.PendingBatches;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the checks and the plan of an upgrade look at, read in one snapshot.
 *
 * @param server the server
 * @param installed which catalogues stand in the database
 * @param legacy what the live catalogue says, where it is a 1.7 catalogue
 * @param current what the live catalogue says, where it is a 2.0 catalogue of a known version
 */
public record Inspection(
        ServerFacts server,
        InstalledCatalogues installed,
        Optional<Legacy> legacy,
        Optional<CurrentCatalogue> current) {
    public Inspection {
        requireNonNull(server, "server");
        requireNonNull(installed, "installed");
        requireNonNull(legacy, "legacy");
        requireNonNull(current, "current");
    }

    /**
     * A live 1.7 catalogue and what surrounds it.
     *
     * @param structure how its structure differs from the one that 1.8.2 creates
     * @param catalogue its sources; empty where the structure is not readable
     * @param rights what the connected role may do
     * @param sessions other sessions of pg_chameleon or of the owner
     * @param destinations the tables behind the registrations
     * @param dependents objects outside of the schema that depend on it, as PostgreSQL describes them
     * @param stagedDependents the same for what stands in {@code _sch_chameleon_version2}
     * @param pending the events that wait to be replayed
     */
    public record Legacy(
            LegacyStructure structure,
            LegacyCatalogue catalogue,
            AccessRights rights,
            List<DatabaseSession> sessions,
            List<DestinationTable> destinations,
            List<String> dependents,
            List<String> stagedDependents,
            PendingBatches pending) {
        public Legacy {
            requireNonNull(structure, "structure");
            requireNonNull(catalogue, "catalogue");
            requireNonNull(rights, "rights");
            sessions = List.copyOf(sessions);
            destinations = List.copyOf(destinations);
            dependents = List.copyOf(dependents);
            stagedDependents = List.copyOf(stagedDependents);
            requireNonNull(pending, "pending");
        }
    }
}
