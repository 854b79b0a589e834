package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the live catalogue consists of, against the version that it claims to have.
 *
 * @param claimed what {@code v_version} says
 * @param structure what is there
 */
public record InstalledStructure(CatalogueVersion claimed, CatalogueStructure structure) {
    /** The objects of all versions 2.0: what a migration may touch. */
    private static final Set<String> OBJECTS_OF_ALL_VERSIONS = CatalogueVersion.all().stream()
            .filter(CatalogueVersion.V1_7::isBefore)
            .flatMap(version -> objects(version).stream())
            .collect(toUnmodifiableSet());

    private static final Set<String> RELATIONS_OF_ALL_VERSIONS = relations(OBJECTS_OF_ALL_VERSIONS);

    public InstalledStructure {
        requireNonNull(claimed, "claimed");
        requireNonNull(structure, "structure");
    }

    /** Reads the structure of the live catalogue. */
    public static InstalledStructure read(Session session, CatalogueVersion claimed) throws SQLException {
        return new InstalledStructure(claimed, CatalogueStructure.read(session.connection(), Schemas.LIVE));
    }

    /** All differences from the claimed version. */
    public List<Difference> differences() {
        return structure.differencesFrom(CatalogueStructure.reference(claimed));
    }

    /** The differences from the claimed version that pg_chameleon or a migration would stumble over. */
    public List<Difference> faults() {
        return faults(claimed);
    }

    /** Objects that no version has: somebody else has added them, and no migration touches them. */
    public List<Difference> additions() {
        return differences().stream()
                .filter(difference -> isAddition(difference, claimed))
                .toList();
    }

    /**
     * The later version whose structure this is, where it isn't that of the claimed one. pg_chameleon leaves that
     * behind when it is stopped after a version's script and before it records the version. Versions that differ in
     * functions only can't be told apart, and needn't.
     */
    public Optional<CatalogueVersion> halfApplied() {
        if (claimed.equals(CatalogueVersion.V1_7) || faults().isEmpty()) {
            return Optional.empty();
        }
        return CatalogueVersion.all().stream()
                .filter(claimed::isBefore)
                .filter(version -> faults(version).isEmpty())
                .findFirst();
    }

    /** The version that the structure has, whatever is claimed. */
    public CatalogueVersion actual() {
        return halfApplied().orElse(claimed);
    }

    private List<Difference> faults(CatalogueVersion version) {
        return structure.differencesFrom(CatalogueStructure.reference(version)).stream()
                .filter(difference -> !isAddition(difference, version))
                .toList();
    }

    private static boolean isAddition(Difference difference, CatalogueVersion version) {
        String object = difference.object();
        return difference.isUnexpected()
                && !OBJECTS_OF_ALL_VERSIONS.contains(object)
                && !isInTheWay(relation(object), version);
    }

    /** Whether another version needs the name. */
    private static boolean isInTheWay(String relation, CatalogueVersion version) {
        return RELATIONS_OF_ALL_VERSIONS.contains(relation)
                && !relations(objects(version)).contains(relation);
    }

    private static Set<String> objects(CatalogueVersion version) {
        return CatalogueStructure.reference(version).objects().keySet();
    }

    private static Set<String> relations(Set<String> objects) {
        return objects.stream().map(InstalledStructure::relation).collect(toUnmodifiableSet());
    }

    /** The name among tables, views, indexes, sequences and types that an object takes; a constraint's is its index. */
    private static String relation(String object) {
        String name = object.substring(object.indexOf(' ') + 1);
        int dot = name.indexOf('.');
        if (dot < 0) {
            return name;
        }
        return object.startsWith("column ") ? name.substring(0, dot) : name.substring(dot + 1);
    }
}
