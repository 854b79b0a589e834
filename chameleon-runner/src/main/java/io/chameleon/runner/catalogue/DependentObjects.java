package io.chameleon.runner.catalogue;

import java.sql.SQLException;
import java.util.List;

/** Objects outside of a catalogue's schema that depend on objects in it: views, foreign keys, columns, functions. */
public final class DependentObjects {
    private DependentObjects() {}

    /** As PostgreSQL describes them, such as {@code view reporting.v_lag}. */
    public static List<String> read(Session session, String schema) throws SQLException {
        return session.list("""
                WITH catalogue AS (SELECT oid FROM pg_namespace WHERE nspname = ?),
                member AS (
                    SELECT 'pg_class'::regclass AS classid, oid FROM pg_class
                    WHERE relnamespace = (SELECT oid FROM catalogue)
                    UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type
                    WHERE typnamespace = (SELECT oid FROM catalogue)
                    UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc
                    WHERE pronamespace = (SELECT oid FROM catalogue)),
                dependent AS (
                    SELECT CASE d.classid WHEN 'pg_rewrite'::regclass THEN 'pg_class'::regclass
                           ELSE d.classid END AS classid,
                           CASE d.classid WHEN 'pg_rewrite'::regclass
                           THEN (SELECT ev_class FROM pg_rewrite r WHERE r.oid = d.objid) ELSE d.objid END AS objid,
                           CASE d.classid WHEN 'pg_rewrite'::regclass THEN 0 ELSE d.objsubid END AS objsubid
                    FROM pg_depend d JOIN member m ON m.classid = d.refclassid AND m.oid = d.refobjid
                    WHERE d.deptype IN ('n', 'a'))
                SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid)
                FROM dependent d
                LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
                LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
                LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
                LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
                LEFT JOIN pg_class kc ON kc.oid = k.conrelid
                LEFT JOIN pg_attrdef a ON d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
                LEFT JOIN pg_class ac ON ac.oid = a.adrelid
                LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
                LEFT JOIN pg_class gc ON gc.oid = g.tgrelid
                LEFT JOIN pg_policy y ON d.classid = 'pg_policy'::regclass AND y.oid = d.objid
                LEFT JOIN pg_class yc ON yc.oid = y.polrelid
                LEFT JOIN pg_statistic_ext s ON d.classid = 'pg_statistic_ext'::regclass AND s.oid = d.objid
                WHERE coalesce(c.relnamespace, p.pronamespace, t.typnamespace, kc.relnamespace, ac.relnamespace,
                               gc.relnamespace, yc.relnamespace, s.stxnamespace, 0) NOT IN (SELECT oid FROM catalogue)
                ORDER BY 1
                """, row -> row.getString(1), schema);
    }
}
