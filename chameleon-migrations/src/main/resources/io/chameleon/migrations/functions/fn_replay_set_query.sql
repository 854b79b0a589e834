-- The statements that work out the net effect of a table's events and apply it.
--
-- It makes a chain of the events of each key, of which only the last image counts. A chain that doesn't look like the life
-- of a row (insert after insert, update after delete), that changes its key, lacks columns or has others than
-- image_columns is refused, and with it the whole table. The first statement returns one text:
--
--   applied          everything is done
--   refused          nothing is
--   unexpected       rows weren't as the log has them, and all has to be undone: one that it inserts and deletes again was
--                    there before, and is deleted now; or one that it updates wasn't there, and its values weren't tried
--   reinserted       rows that were deleted and inserted again are deleted; the second statement, which inserts them, has
--                    to follow
--
--   events           a query for the table's events, as fn_replay_sets wants them
--   target, key_columns, image_columns
--                    the table, its registered key, and the columns that its images name
--   types, stored_types, unique_keys
--                    what fn_replay_shape says of it
CREATE OR REPLACE FUNCTION fn_replay_set_query(
    events text,
    target regclass,
    key_columns text[],
    image_columns text[],
    types text[],
    stored_types text[],
    unique_keys jsonb,
    OUT statement text,
    OUT reinserting_statement text
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    keys record;
    columns record;
    shared_values text;
    chains text;
BEGIN
    SELECT string_agg(format('(s.image ->> %L)::%s AS key_%s', k.name, types[p.place], k.place), ', ' ORDER BY k.place)
               AS expressions,
           string_agg(format('key_%s', k.place), ', ' ORDER BY k.place) AS names,
           string_agg(format('c.key_%s IS NULL', k.place), ' OR ' ORDER BY k.place) AS missing,
           coalesce(string_agg(format('OR c.key_%1$s::%2$s <> c.key_%1$s', k.place, stored_types[p.place]), ' ')
               FILTER (WHERE types[p.place] <> stored_types[p.place]), '') AS altered,
           string_agg(format('s.old_image ->> %1$L = s.image ->> %1$L', k.name), ' AND ' ORDER BY k.place) AS unchanged,
           string_agg(format('t.%I = c.key_%s', k.name, k.place), ' AND ' ORDER BY k.place) AS matching
    INTO keys
    FROM unnest(key_columns) WITH ORDINALITY AS k(name, place)
    CROSS JOIN LATERAL array_position(image_columns, k.name) AS p(place);

    -- A column without a value is one that the image sets to NULL, or one that it doesn't name: then the length of what
    -- is no array is asked for, which fails.
    SELECT string_agg(quote_ident(i.name), ', ' ORDER BY i.place) AS names,
           string_agg(v.expression, ', ' ORDER BY i.place) AS expressions,
           string_agg(format('%I = %s', i.name, v.expression), ', ' ORDER BY i.place) AS assignments,
           jsonb_object_agg(CASE i.place WHEN 1 THEN '' WHEN 2 THEN chr(1) ELSE i.place::text END, NULL)
               || jsonb_build_object(chr(2), NULL) AS smallest_beyond
    INTO columns
    FROM unnest(image_columns, types) WITH ORDINALITY AS i(name, type, place)
    CROSS JOIN LATERAL format('(coalesce(c.image ->> %1$L, '
        'CASE WHEN NOT c.image ? %1$L THEN jsonb_array_length(c.image)::text END))::%2$s', i.name, i.type) AS v(expression);

    -- A value of another unique key may belong to one row only: otherwise the order decides who may have it.
    SELECT coalesce(string_agg(format($sql$
            OR EXISTS (
                SELECT FROM (
                    SELECT %1$s, %2$s FROM (
                        SELECT %3$s, %4$s FROM slice s
                        UNION ALL
                        SELECT %3$s, %5$s FROM slice s WHERE s.kind = 'update'
                    ) AS holder WHERE num_nulls(%1$s) = 0 GROUP BY %1$s, %2$s
                ) AS holder GROUP BY %1$s HAVING count(*) > 1)
            OR EXISTS (
                SELECT FROM slice s WHERE NOT s.image ?& %6$L OR s.kind = 'update' AND NOT s.old_image ?& %6$L)
            $sql$, u.names, keys.names, keys.expressions, u.new_values, u.old_values, u.columns), ' '), '')
    INTO shared_values
    FROM jsonb_array_elements(unique_keys) AS k(places)
    CROSS JOIN LATERAL (
        SELECT string_agg(format('value_%s', p.place), ', ') AS names,
               string_agg(format('(s.image ->> %L)::%s AS value_%s', p.name, p.type, p.place), ', ') AS new_values,
               string_agg(format('(s.old_image ->> %L)::%s AS value_%s', p.name, p.type, p.place), ', ') AS old_values,
               array_agg(p.name) AS columns
        FROM (
            SELECT e.place, image_columns[e.place::int] AS name, stored_types[e.place::int] AS type
            FROM jsonb_array_elements_text(k.places) AS e(place)
        ) AS p
    ) AS u;

    -- jsonb compares the number of an object's pairs first, then the first key: what isn't below the smallest object of one
    -- more pair has further columns. One with fewer lacks a column, and what is no object has no key.
    chains := format($sql$
        WITH slice AS (%1$s),
        chain AS (
            SELECT c.*, lead(c.kind) OVER life AS next_kind, first_value(c.kind) OVER life AS first_kind,
                   bool_or(c.kind = 'insert') OVER life AS has_insert
            FROM (
                SELECT s.place, s.kind, s.image, %2$s, (s.kind <> 'update' OR %3$s) IS TRUE AS has_same_key
                FROM slice s
            ) AS c
            WINDOW life AS (PARTITION BY %4$s ORDER BY c.place ROWS UNBOUNDED PRECEDING)
        ),
        verdict AS (
            SELECT coalesce(bool_or(
                       %5$s %6$s OR NOT c.has_same_key
                       OR (c.kind = 'delete') <> (c.next_kind = 'insert')
                       OR c.kind <> 'delete' AND c.image >= %7$L
                       OR c.kind <> 'delete' AND c.next_kind IS NOT NULL AND NOT c.image ?& %8$L
                   ), false) %9$s AS refused,
                   count(*) FILTER (WHERE c.next_kind IS NULL AND c.kind = 'update' AND NOT c.has_insert) AS updates,
                   coalesce(bool_or(
                       c.next_kind IS NULL AND c.kind <> 'delete' AND c.first_kind <> 'insert' AND c.has_insert
                   ), false) AS has_reinserted
            FROM chain c
        ),
        $sql$,
        events, keys.expressions, keys.unchanged, keys.names, keys.missing, keys.altered,
        columns.smallest_beyond, image_columns, shared_values);
    reinserting_statement := chains || format($sql$
        reinserted AS (
            INSERT INTO %1$s (%2$s) SELECT %3$s FROM chain c
            WHERE c.next_kind IS NULL AND c.kind <> 'delete' AND c.first_kind <> 'insert' AND c.has_insert
        )
        SELECT 'applied'
        $sql$, target, columns.names, columns.expressions);
    statement := chains || format($sql$
        deleted AS (
            DELETE FROM %1$s t USING chain c
            WHERE c.next_kind IS NULL AND (c.kind = 'delete' OR c.first_kind <> 'insert' AND c.has_insert)
              AND %4$s AND NOT (SELECT v.refused FROM verdict v)
            RETURNING c.first_kind = 'insert' AS unexpected
        ),
        updated AS (
            UPDATE %1$s t SET %5$s FROM chain c
            WHERE c.next_kind IS NULL AND c.kind = 'update' AND NOT c.has_insert
              AND %4$s AND NOT (SELECT v.refused FROM verdict v)
            RETURNING true
        ),
        inserted AS (
            INSERT INTO %1$s (%2$s) SELECT %3$s FROM chain c
            WHERE c.next_kind IS NULL AND c.kind <> 'delete' AND c.first_kind = 'insert'
              AND NOT (SELECT v.refused FROM verdict v)
        )
        SELECT CASE WHEN v.refused THEN 'refused'
                    WHEN (SELECT bool_or(d.unexpected) FROM deleted d) THEN 'unexpected'
                    WHEN (SELECT count(*) FROM updated) <> v.updates THEN 'unexpected'
                    WHEN v.has_reinserted THEN 'reinserted'
                    ELSE 'applied' END
        FROM verdict v
        $sql$, target, columns.names, columns.expressions, keys.matching, columns.assignments);
END;
$body$;
