-- The query that fn_replay_rows goes through: the events that it has to apply, in their order, with the statements of most
-- of them.
--
-- Statements are fn_replay_statement's work. Of a table with many events it would take half as long as to execute them;
-- here their constant pieces are put together once for all events of the usual images, so that fn_replay_statement is
-- asked for the others only.
--
--   events, tables, tables_done
--                    as for fn_replay_rows
--   query            NULL when no table is left; otherwise its columns are place, schema_name, table_name, kind, image,
--                    old_image, query, binlog_name, binlog_position, id and key_columns (a JSON array) of the table,
--                    and either statement or, as fn_replay_statement tells them, built: an array of statement and problem
--   registered       its parameter
CREATE OR REPLACE FUNCTION fn_replay_rows_query(
    events text,
    tables jsonb,
    tables_done bigint[],
    OUT query text,
    OUT registered jsonb
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    -- For fewer events the pieces aren't worth their planning.
    enough_events CONSTANT bigint := (
        SELECT greatest(50, sum((t.t ->> 'events')::bigint) / 40) FROM jsonb_array_elements(tables) AS t(t));
    statements text;
BEGIN
    SELECT jsonb_object_agg(s.schema, s.tables) INTO registered
    FROM (
        SELECT t.schema, jsonb_object_agg(t."table", jsonb_build_object(
                   'id', t.id, 'key', to_jsonb(coalesce(t.key, '{}')))) AS tables
        FROM jsonb_to_recordset(tables) AS t(id bigint, schema text, "table" text, key text[])
        WHERE t.id <> ALL (tables_done)
        GROUP BY t.schema
    ) AS s;
    IF registered IS NULL THEN
        RETURN;
    END IF;

    SELECT string_agg(format(
               $sql$
               WHEN e.table_name = %1$L AND e.schema_name = %2$L THEN CASE
                   WHEN e.kind = 'insert' AND %3$s THEN %4$L || %5$s || ');'
                   WHEN e.kind = 'update' AND %3$s AND jsonb_typeof(e.old_image) = 'object' AND e.old_image ?& %6$L
                       THEN %7$L || %8$s || ' WHERE ' || %9$s || ';'
                   WHEN e.kind = 'delete' AND %3$s THEN %10$L || %11$s || ';' END
               $sql$,
               t."table", t.schema,
               format('e.image >= %L AND e.image < %L AND e.image ?& %L',
                   columns.smallest, columns.smallest || jsonb_build_object(chr(2), NULL), t.columns),
               format('INSERT INTO %I.%I (%s) VALUES (', t.schema, t."table", columns.names), columns.texts,
               t.key, format('UPDATE %I.%I SET ', t.schema, t."table"), columns.assignments, keys.before,
               format('DELETE FROM %I.%I WHERE ', t.schema, t."table"), keys.after), '')
    INTO statements
    FROM jsonb_to_recordset(tables) AS t(id bigint, schema text, "table" text, key text[], columns text[], events bigint)
    CROSS JOIN LATERAL (
        -- jsonb compares the number of an object's pairs first, then the first key: from the smallest object of so many
        -- pairs up to the smallest with one more are all objects of so many pairs.
        SELECT jsonb_object_agg(CASE i.place WHEN 1 THEN '' WHEN 2 THEN chr(1) ELSE i.place::text END, NULL) AS smallest,
               string_agg(quote_ident(i.name), ',' ORDER BY i.place) AS names,
               string_agg(format('quote_nullable(e.image ->> %L)', i.name), ' || '','' || ' ORDER BY i.place) AS texts,
               string_agg(format('%L || quote_nullable(e.image ->> %L)',
                   CASE WHEN i.place > 1 THEN ',' ELSE '' END || quote_ident(i.name) || '=', i.name),
                   ' || ' ORDER BY i.place) AS assignments
        FROM unnest(t.columns) WITH ORDINALITY AS i(name, place)
    ) AS columns
    CROSS JOIN LATERAL (
        SELECT string_agg(format('%L || quote_nullable(e.old_image ->> %L)', k.term, k.name), ' || '' AND '' || '
                   ORDER BY k.term COLLATE "C") AS before,
               string_agg(format('%L || quote_nullable(e.image ->> %L)', k.term, k.name), ' || '' AND '' || '
                   ORDER BY k.term COLLATE "C") AS after
        FROM (SELECT DISTINCT k.name, quote_ident(k.name) || '=' AS term FROM unnest(t.key) AS k(name)) AS k
    ) AS keys
    WHERE t.events >= enough_events AND t.id <> ALL (tables_done)
      AND t.columns @> t.key AND cardinality(t.key) > 0;

    query := format(
        $sql$
        SELECT e.*, CASE WHEN e.statement IS NULL THEN (
                   SELECT ARRAY[s.statement, s.problem]
                   FROM sch_chameleon.fn_replay_statement(
                       e.kind, e.schema_name, e.table_name, ARRAY(SELECT jsonb_array_elements_text(e.key_columns)),
                       e.image, e.old_image, e.query) AS s) END AS built
        FROM (
            SELECT e.place, e.schema_name::text, e.table_name::text, e.kind::text, e.image, e.old_image, e.query,
                   e.binlog_name, e.binlog_position, (e.registration ->> 'id')::bigint AS id,
                   e.registration -> 'key' AS key_columns, CASE %2$s END AS statement
            FROM (SELECT e.*, $1 -> e.schema_name::text -> e.table_name::text AS registration FROM (%1$s) AS e) AS e
            WHERE e.registration IS NOT NULL
            ORDER BY e.place
            OFFSET 0
        ) AS e
        ORDER BY e.place
        $sql$, events, coalesce(statements, 'WHEN false THEN NULL'));
END;
$body$;
