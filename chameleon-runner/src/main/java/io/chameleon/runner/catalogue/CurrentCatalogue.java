package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import java.sql.SQLException;
import java.util.List;

/**
 * A live catalogue of layout 2.0 and what surrounds it, as far as an upgrade within 2.0 has to know.
 *
 * @param structure its version and what it consists of
 * @param history what Flyway has recorded about it
 * @param sources its sources by name; empty where they can't be read
 * @param rights what the connected role may do
 * @param foreignObjects objects of the catalogue that the schema's owner may not change, such as {@code table t_sources}
 * @param sessions other sessions of pg_chameleon or of the owner
 * @param longNames stored names that later versions don't allow
 * @param dependents objects outside of the schema that depend on it, as PostgreSQL describes them
 */
public record CurrentCatalogue(
        InstalledStructure structure,
        MigrationHistory history,
        List<Source> sources,
        AccessRights rights,
        List<String> foreignObjects,
        List<DatabaseSession> sessions,
        List<LongName> longNames,
        List<String> dependents) {
    /** A source and its {@code enm_status}. */
    public record Source(String name, String status) {
        public Source {
            requireNonNull(name, "name");
            requireNonNull(status, "status");
        }
    }

    public CurrentCatalogue {
        requireNonNull(structure, "structure");
        requireNonNull(history, "history");
        sources = List.copyOf(sources);
        requireNonNull(rights, "rights");
        foreignObjects = List.copyOf(foreignObjects);
        sessions = List.copyOf(sessions);
        longNames = List.copyOf(longNames);
        dependents = List.copyOf(dependents);
    }

    /** Reads it in the session's transaction; changes nothing. */
    public static CurrentCatalogue read(Session session, CatalogueVersion claimed) throws SQLException {
        InstalledStructure structure = InstalledStructure.read(session, claimed);
        AccessRights rights = AccessRights.read(session);
        boolean readable = rights.superuser() || rights.memberOfOwner();
        return new CurrentCatalogue(
                structure,
                MigrationHistory.read(session),
                readable ? sources(session, structure) : List.of(),
                rights,
                foreignObjects(session),
                DatabaseSession.read(session),
                readable ? LongName.read(session, structure.structure()) : List.of(),
                DependentObjects.read(session, Schemas.LIVE));
    }

    private static List<Source> sources(Session session, InstalledStructure structure) throws SQLException {
        var columns = List.of("column t_sources.t_source", "column t_sources.enm_status");
        if (!structure.structure().objects().keySet().containsAll(columns)) {
            return List.of();
        }
        return session.list(
                "SELECT t_source, enm_status::text FROM sch_chameleon.t_sources ORDER BY t_source",
                row -> new Source(row.getString(1), row.getString(2)));
    }

    private static List<String> foreignObjects(Session session) throws SQLException {
        return session.list("""
                SELECT object FROM pg_namespace n, LATERAL (
                    SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || relname,
                           relowner
                    FROM pg_class WHERE relnamespace = n.oid AND relkind IN ('r', 'p', 'v', 'S')
                    UNION ALL
                    SELECT 'function ' || proname, proowner FROM pg_proc WHERE pronamespace = n.oid
                    UNION ALL
                    SELECT 'type ' || typname, typowner FROM pg_type WHERE typnamespace = n.oid AND typtype = 'e'
                ) o (object, owner)
                WHERE n.nspname = 'sch_chameleon' AND NOT pg_has_role(n.nspowner, o.owner, 'USAGE')
                ORDER BY 1
                """, row -> row.getString(1));
    }
}
