package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the connected role may do with the live catalogue.
 *
 * @param role the connected role
 * @param superuser whether it is a superuser
 * @param owner the role that owns the schema {@code sch_chameleon}
 * @param memberOfOwner whether the connected role is the owner, or has the owner's rights and can become it
 * @param mayCreateSchemas whether the connected role has CREATE on the database
 * @param mayCreateTemporaryObjects whether the owner has TEMPORARY on the database
 * @param foreignRelations relations of the catalogue that another role owns
 * @param lockedOutOwner the role that owns most tables of the catalogue, as an identifier, where it isn't the schema's
 *     owner and hasn't that role's rights: what the schema's owner creates there would be closed to it
 * @param foreignStagedOwner the role that owns {@code _sch_chameleon_version2}, where the connected role has no power
 *     over it
 */
public record AccessRights(
        String role,
        boolean superuser,
        String owner,
        boolean memberOfOwner,
        boolean mayCreateSchemas,
        boolean mayCreateTemporaryObjects,
        List<String> foreignRelations,
        Optional<String> lockedOutOwner,
        Optional<String> foreignStagedOwner) {
    public AccessRights {
        requireNonNull(role, "role");
        requireNonNull(owner, "owner");
        foreignRelations = List.copyOf(foreignRelations);
        requireNonNull(lockedOutOwner, "lockedOutOwner");
        requireNonNull(foreignStagedOwner, "foreignStagedOwner");
    }

    static AccessRights read(Session session) throws SQLException {
        List<String> foreignRelations = session.list("""
                SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'sch_chameleon' AND c.relkind IN ('r', 'v') AND c.relowner <> n.nspowner
                ORDER BY 1
                """, row -> row.getString(1));
        return session.one(
                """
                SELECT session_user::text, r.rolsuper, o.rolname::text, pg_has_role(session_user, o.oid, 'USAGE')
                           AND CASE WHEN current_setting('server_version_num')::int >= 160000
                               THEN pg_has_role(session_user, o.oid, 'SET')
                               ELSE pg_has_role(session_user, o.oid, 'MEMBER') END,
                       has_database_privilege(session_user, current_database(), 'CREATE'),
                       has_database_privilege(o.oid, current_database(), 'TEMPORARY'),
                       (SELECT quote_ident(pg_get_userbyid(t.owner))
                        FROM (SELECT mode() WITHIN GROUP (ORDER BY c.relowner) FROM pg_class c
                              WHERE c.relnamespace = n.oid AND c.relkind = 'r') AS t (owner)
                        WHERE NOT pg_has_role(t.owner, n.nspowner, 'USAGE')),
                       (SELECT pg_get_userbyid(s.nspowner)::text FROM pg_namespace s
                        WHERE s.nspname = '_sch_chameleon_version2'
                          AND NOT pg_has_role(session_user, s.nspowner, 'USAGE'))
                FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner, pg_roles r
                WHERE n.nspname = 'sch_chameleon' AND r.rolname = session_user
                """,
                row -> new AccessRights(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        foreignRelations,
                        Optional.ofNullable(row.getString(7)),
                        Optional.ofNullable(row.getString(8))));
    }
}
