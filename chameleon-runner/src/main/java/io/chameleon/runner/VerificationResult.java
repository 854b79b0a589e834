package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import java.util.List;
import java.util.Optional;

/**
 * How the live catalogue compares with the reference of its version.
 *
 * @param catalogue the version that it claims to have
 * @param differences the objects that differ, ordered by kind and name
 * @param halfApplied the later version whose structure it has already: an upgrade was left half-applied, and
 *     {@code upgrade --repair} finishes it
 * @param harmless what is there besides the reference and disturbs nothing, for people: log tables of the sources,
 *     Flyway's history table, functions that pg_chameleon doesn't have, and grants
 */
public record VerificationResult(
        CatalogueVersion catalogue,
        List<Difference> differences,
        Optional<CatalogueVersion> halfApplied,
        List<String> harmless) {
    public VerificationResult {
        requireNonNull(catalogue, "catalogue");
        differences = List.copyOf(differences);
        requireNonNull(halfApplied, "halfApplied");
        harmless = List.copyOf(harmless);
    }

    /** Whether the catalogue is what it claims to be. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
