-- Whether code of others may see a destination table change, or decides by what it sees of another: triggers, rules,
-- policies, and the functions that a CHECK or a default calls. Then the events of all tables have to keep their order.
CREATE OR REPLACE FUNCTION fn_replay_is_exposed(target regclass)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
    -- What an event can reach: partitions and children, and the tables whose foreign keys cascade.
    WITH RECURSIVE reached(id) AS (
        SELECT target::oid
        UNION
        SELECT x.id FROM reached r CROSS JOIN LATERAL (
            SELECT h.inhrelid FROM pg_inherits h WHERE h.inhparent = r.id
            UNION ALL
            SELECT f.conrelid FROM pg_constraint f WHERE f.confrelid = r.id AND f.contype = 'f') AS x(id)
    ),
    -- Domains have a CHECK and a default too, and so have those beneath them.
    domain(id, base) AS (
        SELECT y.oid, y.typbasetype
        FROM reached r JOIN pg_attribute a ON a.attrelid = r.id JOIN pg_type y ON y.oid = a.atttypid
        WHERE y.typtype = 'd'
        UNION
        SELECT y.oid, y.typbasetype FROM domain d JOIN pg_type y ON y.oid = d.base WHERE y.typtype = 'd'
    ),
    expression(tree) AS (
        SELECT k.conbin::text FROM reached r JOIN pg_constraint k ON k.conrelid = r.id WHERE k.contype = 'c'
        UNION ALL
        SELECT d.adbin::text FROM reached r JOIN pg_attrdef d ON d.adrelid = r.id
        UNION ALL
        SELECT k.conbin::text FROM domain m JOIN pg_constraint k ON k.contypid = m.id WHERE k.contype = 'c'
        UNION ALL
        SELECT y.typdefaultbin::text FROM domain m JOIN pg_type y ON y.oid = m.id
    )
    SELECT EXISTS (
            SELECT FROM reached r JOIN pg_class c ON c.oid = r.id
            WHERE c.relkind NOT IN ('r', 'p') OR c.relhasrules OR c.relrowsecurity
               OR EXISTS (SELECT FROM pg_trigger g
                          WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgenabled <> 'D'))
        -- A function may read any table unless it is declared IMMUTABLE; those of extensions in C don't.
        OR EXISTS (
            SELECT FROM expression e
            CROSS JOIN LATERAL regexp_matches(e.tree, ':(?:op)?funcid (\d+)', 'g') AS called(id)
            JOIN pg_proc p ON p.oid = called.id[1]::oid
            JOIN pg_language l ON l.oid = p.prolang
            WHERE p.provolatile <> 'i' AND p.pronamespace <> 'pg_catalog'::regnamespace
              AND l.lanname NOT IN ('c', 'internal'))
$body$;
