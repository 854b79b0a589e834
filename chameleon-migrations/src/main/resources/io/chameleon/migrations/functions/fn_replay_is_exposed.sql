-- Whether code of others may see a destination table change, or decides by what it sees of another: triggers, rules,
-- policies, and the functions that a CHECK or a default calls. Then the events of all tables have to keep their order.
CREATE OR REPLACE FUNCTION fn_replay_is_exposed(target regclass)
RETURNS boolean
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    reached oid[] := ARRAY[target];
    relation oid;
    exposed record;
BEGIN
    -- What an event can reach: partitions and children, and the tables whose foreign keys cascade. Those are found by
    -- reading all constraints; where there may be any, the table has triggers.
    IF EXISTS (SELECT FROM pg_class c WHERE c.oid = target AND (c.relhassubclass OR c.relhastriggers)) THEN
        WITH RECURSIVE reachable(id) AS (
            SELECT target::oid
            UNION
            SELECT x.id FROM reachable r CROSS JOIN LATERAL (
                SELECT h.inhrelid FROM pg_inherits h WHERE h.inhparent = r.id
                UNION ALL
                SELECT f.conrelid FROM pg_constraint f WHERE f.confrelid = r.id AND f.contype = 'f') AS x(id)
        )
        SELECT array_agg(r.id) INTO reached FROM reachable r;
    END IF;

    -- One by one: the plans of such queries are kept, those of queries about an array are made each time.
    FOREACH relation IN ARRAY reached LOOP
        SELECT c.relkind NOT IN ('r', 'p') OR c.relhasrules OR c.relrowsecurity
                   OR c.relhastriggers AND EXISTS (
                       SELECT FROM pg_trigger g
                       WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgenabled <> 'D') AS code,
               c.relchecks > 0 OR EXISTS (
                   SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND (a.atthasdef
                       OR (y.typtype NOT IN ('b', 'e') OR y.typelem <> 0)
                          AND y.typnamespace <> 'pg_catalog'::regnamespace)) AS expressions
        INTO exposed
        FROM pg_class c WHERE c.oid = relation;

        IF exposed.code OR exposed.expressions AND EXISTS (
            -- Domains have a CHECK and a default too, and so have those that a type is made of or an expression casts to.
            WITH RECURSIVE own(expression) AS (
                SELECT k.conbin::text FROM pg_constraint k WHERE k.conrelid = relation AND k.contype = 'c'
                UNION ALL
                SELECT d.adbin::text FROM pg_attrdef d WHERE d.adrelid = relation
            ),
            used(type) AS (
                SELECT u.type FROM (
                    SELECT a.atttypid FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum > 0
                    UNION ALL
                    SELECT x.id[1]::oid FROM own o, regexp_matches(o.expression, ':resulttype ([0-9]+)', 'g') AS x(id)
                ) AS u(type)
                UNION
                SELECT x.type FROM used u
                JOIN pg_type y ON y.oid = u.type AND y.typnamespace <> 'pg_catalog'::regnamespace
                CROSS JOIN LATERAL (
                    SELECT y.typbasetype
                    UNION ALL
                    SELECT y.typelem
                    UNION ALL
                    SELECT a.atttypid FROM pg_attribute a WHERE a.attrelid = y.typrelid AND a.attnum > 0
                    UNION ALL
                    SELECT g.rngsubtype FROM pg_range g
                    WHERE y.oid::text IN (g.rngtypid::text, to_jsonb(g) ->> 'rngmultitypid')
                    UNION ALL
                    SELECT x.id[1]::oid
                    FROM pg_constraint k, regexp_matches(k.conbin::text, ':resulttype ([0-9]+)', 'g') AS x(id)
                    WHERE k.contypid = y.oid AND k.contype = 'c'
                ) AS x(type)
            )
            SELECT FROM (
                SELECT o.expression FROM own o
                UNION ALL
                SELECT k.conbin::text FROM used u JOIN pg_constraint k ON k.contypid = u.type WHERE k.contype = 'c'
                UNION ALL
                SELECT y.typdefaultbin::text FROM used u JOIN pg_type y ON y.oid = u.type
            ) AS e(expression)
            CROSS JOIN LATERAL regexp_matches(e.expression, ':[a-z_]*funcid ([0-9]+)', 'g') AS called(id)
            JOIN pg_proc p ON p.oid = called.id[1]::oid
            JOIN pg_language l ON l.oid = p.prolang
            -- A function may read any table unless it is declared IMMUTABLE; those of extensions in C don't, nor do
            -- PostgreSQL's own but for those that run a query.
            WHERE p.provolatile <> 'i' AND (
                p.pronamespace <> 'pg_catalog'::regnamespace AND l.lanname NOT IN ('c', 'internal')
                OR l.lanname = 'internal' AND p.prosrc ~ '_to_xml|^tsquery_rewrite_query$'))
        THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END;
$body$;
