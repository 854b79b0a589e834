-- What the set-based replay must know of a destination table, and whether the order of its events can be seen.
--
-- Refers to no table of the catalogue: the replay of what a 1.7 catalogue still holds uses it too, from pg_temp.
--
--   key_columns      the registered key
--   image_columns    the columns that the row images name
--   set_based        whether only the last image of every key counts, so that many events can be applied at once
--   exposed          as fn_replay_is_exposed tells it
--   types, stored_types
--                    the columns in the order of image_columns: types without and with their modifier
--   unique_keys      the unique keys that the registered key doesn't imply: arrays of column positions as JSON
CREATE OR REPLACE FUNCTION fn_replay_shape(
    target regclass,
    key_columns text[],
    image_columns text[],
    OUT set_based boolean,
    OUT exposed boolean,
    OUT types text[],
    OUT stored_types text[],
    OUT unique_keys jsonb
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    is_plain boolean;
    column_count bigint;
    keeps_literals boolean;
    names_one_row boolean;
BEGIN
    SELECT c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relrowsecurity AND NOT c.relhassubclass
               AND NOT c.relispartition
               AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)
               -- Foreign keys and deferrable constraints are triggers too.
               AND NOT (c.relhastriggers AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid))
    INTO is_plain
    FROM pg_class c WHERE c.oid = target;

    exposed := sch_chameleon.fn_replay_is_exposed(target);
    IF exposed OR NOT is_plain THEN
        set_based := false;
        RETURN;
    END IF;

    -- A text becomes a value of the type by the type's input function, as a literal does, unless a cast says otherwise.
    SELECT count(*),
           array_agg(format_type(a.atttypid, -1) ORDER BY i.place),
           array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY i.place),
           bool_and(y.typtype IN ('b', 'e', 'r')
               AND (y.oid <> 'interval'::regtype OR a.atttypmod = -1)
               AND NOT EXISTS (SELECT FROM pg_cast x
                               WHERE x.castsource = 'text'::regtype AND x.casttarget = y.oid AND x.castmethod = 'f')
               AND (i.name <> ALL (key_columns) OR y.typnamespace = 'pg_catalog'::regnamespace OR y.typtype = 'e'))
    INTO column_count, types, stored_types, keeps_literals
    FROM unnest(image_columns) WITH ORDINALITY AS i(name, place)
    JOIN pg_attribute a ON a.attrelid = target AND a.attname = i.name AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type y ON y.oid = a.atttypid;

    -- Every unique key must be one whose equality is that of the type, and of columns that the images name.
    SELECT bool_and(u.comparable),
           bool_or(u.comparable AND u.indisvalid AND u.columns <@ key_columns),
           jsonb_agg(u.places) FILTER (WHERE NOT u.columns @> key_columns)
    INTO set_based, names_one_row, unique_keys
    FROM (
        SELECT x.indisvalid,
               array_agg(a.attname::text) AS columns,
               jsonb_agg(array_position(image_columns, a.attname::text)) AS places,
               bool_and(x.indisunique AND x.indimmediate AND NOT x.indisexclusion
                   AND x.indpred IS NULL AND x.indexprs IS NULL
                   AND coalesce(to_jsonb(x) ->> 'indnullsnotdistinct', 'false') = 'false'
                   AND a.attname = ANY (image_columns) AND o.opcdefault
                   AND k.collation_id = a.attcollation
                   AND (a.attcollation = 0 OR coalesce(to_jsonb(l) ->> 'collisdeterministic', 'true') = 'true')
               ) AS comparable
        FROM pg_index x
        CROSS JOIN LATERAL unnest(x.indkey::int2[], x.indcollation::oid[], x.indclass::oid[]) WITH ORDINALITY
            AS k(attribute, collation_id, class, place)
        LEFT JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.attribute
        LEFT JOIN pg_opclass o ON o.oid = k.class
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE x.indrelid = target AND (x.indisunique OR x.indisexclusion)
          AND k.place <= coalesce((to_jsonb(x) ->> 'indnkeyatts')::int, x.indnatts)
        GROUP BY x.indexrelid, x.indisvalid
    ) AS u;

    set_based := column_count = cardinality(image_columns) AND keeps_literals AND key_columns <@ image_columns
        AND coalesce(set_based AND names_one_row, false)
        -- A default or a CHECK that differs from call to call tells how many rows were written, and in which order. One
        -- that deals with names may depend on the search path, which here isn't the session's; one of times doesn't.
        AND NOT EXISTS (
            SELECT FROM (
                SELECT a.attidentity <> '', coalesce(d.adbin, y.typdefaultbin)
                FROM pg_attribute a
                JOIN pg_type y ON y.oid = a.atttypid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (image_columns)
                UNION ALL
                SELECT false, k.conbin FROM pg_constraint k WHERE k.conrelid = target AND k.contype = 'c'
            ) AS e(is_identity, expression)
            WHERE e.is_identity
               OR pg_get_expr(e.expression, target) LIKE '%CURRENT_SCHEMA%'
               OR EXISTS (
                    SELECT FROM regexp_matches(e.expression::text, ':[a-z_]*funcid ([0-9]+)', 'g') AS called(id)
                    JOIN pg_proc p ON p.oid = called.id[1]::oid
                    WHERE p.provolatile = 'v' OR p.provolatile = 's' AND NOT EXISTS (
                        SELECT FROM pg_type y
                        WHERE y.oid = ANY (p.proargtypes::oid[] || p.prorettype) AND y.typcategory = 'D')));
    unique_keys := coalesce(unique_keys, '[]');
END;
$body$;
