-- The statement that applies one logged event, and the predicate that names its row.
--
-- What a statement looks like is decided here. Of many usual events of a table fn_replay_rows_query puts the same text
-- together at once.
--
--   kind           insert, update, delete or ddl
--   key_columns    the registered key, in any order
--   after_image    column name -> value: the new row, for a delete the old one
--   before_image   column name -> value: the old row of an update; not looked at otherwise
--   statement      NULL with a problem, or for a ddl event without a query
--   predicate      col=value for every key column, joined with AND; NULL where the image names none of them
--   problem        why the event can't be applied; NULL normally
CREATE OR REPLACE FUNCTION fn_replay_statement(
    kind text,
    schema_name text,
    table_name text,
    key_columns text[],
    after_image jsonb,
    before_image jsonb,
    query text,
    OUT statement text,
    OUT predicate text,
    OUT problem text
)
LANGUAGE plpgsql
IMMUTABLE
AS $body$
DECLARE
    target text := pg_catalog.quote_ident(schema_name) || '.' || pg_catalog.quote_ident(table_name);
    key_image jsonb := CASE WHEN kind = 'update' THEN before_image ELSE after_image END;
    key_column text;
    terms text[] := '{}';
    column_list text;
    value_list text;
BEGIN
    IF kind = 'ddl' THEN
        statement := query;
        predicate := 'N/A';
        RETURN;
    END IF;

    IF pg_catalog.jsonb_typeof(after_image) IS DISTINCT FROM 'object' OR after_image = '{}' THEN
        problem := pg_catalog.format('the %s event of %s has no row image', kind, target);
        RETURN;
    END IF;
    IF pg_catalog.jsonb_typeof(key_image) IS DISTINCT FROM 'object' THEN
        problem := pg_catalog.format('the %s event of %s has no image of the old row', kind, target);
        RETURN;
    END IF;

    -- A key column that an image lacks must never be left out of the predicate: it would match too many rows.
    FOREACH key_column IN ARRAY key_columns LOOP
        IF key_image -> key_column IS NOT NULL THEN
            terms := terms || (pg_catalog.quote_ident(key_column) || '='
                || pg_catalog.quote_nullable(key_image ->> key_column));
        END IF;
        IF kind <> 'insert' AND (key_image -> key_column IS NULL OR after_image -> key_column IS NULL) THEN
            problem := pg_catalog.format(
                'key column %s is missing from the images of the %s event of %s',
                pg_catalog.quote_ident(key_column), kind, target);
        END IF;
    END LOOP;
    IF pg_catalog.cardinality(terms) = 1 THEN
        predicate := terms[1];
    ELSE
        SELECT pg_catalog.string_agg(t.term, ' AND ' ORDER BY t.term COLLATE "C") INTO predicate
        FROM (SELECT DISTINCT u.term FROM pg_catalog.unnest(terms) AS u(term)) AS t;
    END IF;

    IF kind <> 'insert' AND predicate IS NULL AND problem IS NULL THEN
        problem := pg_catalog.format('the %s event of %s needs a key, and none is registered', kind, target);
    END IF;
    IF problem IS NOT NULL THEN
        RETURN;
    END IF;

    IF kind = 'insert' THEN
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(i.key), ','),
               pg_catalog.string_agg(pg_catalog.quote_nullable(i.value), ',')
        INTO column_list, value_list
        FROM pg_catalog.jsonb_each_text(after_image) AS i;
        statement := 'INSERT INTO ' || target || ' (' || column_list || ') VALUES (' || value_list || ');';
    ELSIF kind = 'update' THEN
        SELECT pg_catalog.string_agg(
                   pg_catalog.quote_ident(i.key) || '=' || pg_catalog.quote_nullable(i.value), ',')
        INTO value_list
        FROM pg_catalog.jsonb_each_text(after_image) AS i;
        statement := 'UPDATE ' || target || ' SET ' || value_list || ' WHERE ' || predicate || ';';
    ELSE
        statement := 'DELETE FROM ' || target || ' WHERE ' || predicate || ';';
    END IF;
END;
$body$;
