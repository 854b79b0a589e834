package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;

/**
 * Gives the staged catalogue the grants of the live one: on the schema, and on relations, columns, functions and types
 * of the same name. The log tables of the sources get those of {@code t_log_replica}. Without this, people who could
 * read the old catalogue would be locked out of the new one.
 */
final class CarryOverGrants {
    /**
     * One statement a row, in an order that PostgreSQL accepts; the owner's own rights need none. Everybody may execute a
     * new function, unless the old one says otherwise.
     */
    private static final String STATEMENTS = """
            WITH live AS (SELECT oid, nspowner, nspacl FROM pg_namespace WHERE nspname = 'sch_chameleon'),
            staged AS (SELECT oid FROM pg_namespace WHERE nspname = '_sch_chameleon_version2'),
            counterpart AS (
                SELECT s.oid AS staged, s.relkind, s.relname, l.oid AS live, l.relacl
                FROM pg_class s JOIN pg_class l ON l.relnamespace = (SELECT oid FROM live)
                WHERE s.relnamespace = (SELECT oid FROM staged) AND s.relkind IN ('r', 'v', 'S')
                  AND l.relname = CASE WHEN EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = s.oid)
                                       THEN 't_log_replica' ELSE s.relname END
                  AND l.relkind IN ('r', 'v', 'S')),
            granted AS (
                SELECT 'SCHEMA _sch_chameleon_version2' AS object, NULL::name AS col, a.*
                FROM live, aclexplode(nspacl) a
                UNION ALL
                SELECT format('%s _sch_chameleon_version2.%I',
                              CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname), NULL, a.*
                FROM counterpart, aclexplode(relacl) a
                UNION ALL
                SELECT format('TABLE _sch_chameleon_version2.%I', c.relname), sa.attname, a.*
                FROM counterpart c
                JOIN pg_attribute la ON la.attrelid = c.live AND la.attacl IS NOT NULL
                JOIN pg_attribute sa ON sa.attrelid = c.staged AND sa.attname = la.attname AND NOT sa.attisdropped,
                     aclexplode(la.attacl) a
                UNION ALL
                SELECT format('FUNCTION _sch_chameleon_version2.%I(%s)', s.proname,
                              pg_get_function_identity_arguments(s.oid)), NULL, a.*
                FROM pg_proc s JOIN pg_proc l ON l.proname = s.proname AND l.proargtypes = s.proargtypes,
                     aclexplode(l.proacl) a
                WHERE s.pronamespace = (SELECT oid FROM staged) AND l.pronamespace = (SELECT oid FROM live)
                UNION ALL
                SELECT format('TYPE _sch_chameleon_version2.%I', s.typname), NULL, a.*
                FROM pg_type s JOIN pg_type l ON l.typname = s.typname, aclexplode(l.typacl) a
                WHERE s.typnamespace = (SELECT oid FROM staged) AND l.typnamespace = (SELECT oid FROM live)
                  AND s.typtype = 'e')
            SELECT format('GRANT %s%s ON %s TO %s%s', g.privilege_type,
                          CASE WHEN g.col IS NULL THEN '' ELSE format(' (%I)', g.col) END,
                          g.object,
                          CASE g.grantee WHEN 0 THEN 'PUBLIC'
                          ELSE (SELECT quote_ident(rolname) FROM pg_roles WHERE oid = g.grantee) END,
                          CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM granted g WHERE g.grantee <> (SELECT nspowner FROM live)
              AND (g.grantee = 0 OR EXISTS (SELECT FROM pg_roles WHERE oid = g.grantee))
            UNION ALL
            SELECT format('REVOKE ALL ON FUNCTION _sch_chameleon_version2.%I(%s) FROM PUBLIC', s.proname,
                          pg_get_function_identity_arguments(s.oid))
            FROM pg_proc s JOIN pg_proc l ON l.proname = s.proname AND l.proargtypes = s.proargtypes
            WHERE s.pronamespace = (SELECT oid FROM staged) AND l.pronamespace = (SELECT oid FROM live)
              AND l.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(l.proacl) a WHERE a.grantee = 0)
            ORDER BY 1
            """;

    /** What the owner of both has laid down for that which it will create; others don't create the catalogue. */
    private static final String DEFAULTS = """
            SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA _sch_chameleon_version2 GRANT %s ON %s TO %s%s',
                          pg_get_userbyid(d.defaclrole), a.privilege_type,
                          CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                                               WHEN 'f' THEN 'FUNCTIONS' ELSE 'TYPES' END,
                          CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                          CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_default_acl d
            JOIN pg_namespace n ON n.oid = d.defaclnamespace AND n.nspowner = d.defaclrole,
                 aclexplode(d.defaclacl) a
            WHERE n.nspname = 'sch_chameleon' AND d.defaclobjtype IN ('r', 'S', 'f', 'T')
              AND (a.grantee = 0 OR EXISTS (SELECT FROM pg_roles WHERE oid = a.grantee))
            ORDER BY 1
            """;

    private CarryOverGrants() {}

    /** Gives the staged schema, as long as it is empty, the default privileges of the live one. */
    static void defaults(Session session) throws SQLException {
        execute(session, DEFAULTS);
    }

    /** Returns the number of statements. */
    static int run(Session session) throws SQLException {
        return execute(session, STATEMENTS);
    }

    private static int execute(Session session, String query) throws SQLException {
        var statements = session.list(query, row -> row.getString(1));
        for (String statement : statements) {
            session.execute(statement);
        }
        return statements.size();
    }
}
