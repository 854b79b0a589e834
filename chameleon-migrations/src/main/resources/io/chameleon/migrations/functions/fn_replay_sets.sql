-- Applies the events of a part of the log table by table, all of a table at once, where their order can't be seen.
--
-- The only place where many events become few statements: fn_replay_events uses it, and so does the replay of what a 1.7
-- catalogue still holds, from pg_temp. Therefore it refers to no table of the catalogue.
--
--   events           a query for the part's events of the kinds insert, update and delete, in any order, with the columns
--                    schema_name, table_name, place (ascending in the order of the log), kind, image and old_image
--   tables           an array of {"id", "schema", "table", "key": [column, ...], "columns": [column, ...], "events"}:
--                    every registered table of the part, with the columns of its images and the number of its events
--   at_once          the tables for which it was done, completely; of the others nothing was
--   is_repeatable    whether the others are known to run no code of others, so that an attempt to apply them may be undone
--                    and made again
CREATE OR REPLACE FUNCTION fn_replay_sets(
    events text,
    tables jsonb,
    OUT at_once bigint[],
    OUT is_repeatable boolean
)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- The part's events lie one behind the other in the log, where the index alone is quicker than a bitmap of it.
SET enable_bitmapscan = off
AS $body$
DECLARE
    -- For fewer events of a table it takes longer to look at the table, and to find them among the others, than to apply
    -- them one by one.
    usually_enough CONSTANT bigint := (
        SELECT greatest(50, sum((t.t ->> 'events')::bigint) / 40) FROM jsonb_array_elements(tables) AS t(t));
    enough_events CONSTANT bigint := coalesce(
        nullif(current_setting('chameleon.set_based_from', true), '')::bigint, usually_enough);
    candidate record;
    shape record;
    built record;
    verdict text;
    ids bigint[] := '{}';
    statements text[] := '{}';
    reinserting_statements text[] := '{}';
BEGIN
    at_once := '{}';
    is_repeatable := EXISTS (
        SELECT FROM jsonb_array_elements(tables) AS t(t)
        WHERE (t.t ->> 'events')::bigint >= least(enough_events, usually_enough));
    FOR candidate IN
        -- Without USAGE on the schema to_regclass would raise an error. The cast cuts a name as the parser does.
        SELECT t.id, t.events, t.key AS key_columns, t.columns AS image_columns,
               (SELECT c.oid::regclass FROM pg_class c
                WHERE c.relname = t."table"::name
                  AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = t.schema::name)) AS target,
               format('SELECT * FROM (%s) AS e WHERE e.table_name = %L AND e.schema_name = %L',
                   fn_replay_sets.events, t."table", t.schema) AS its_events
        FROM jsonb_to_recordset(tables)
            AS t(id bigint, schema text, "table" text, key text[], columns text[], events bigint)
        WHERE is_repeatable
    LOOP
        CONTINUE WHEN candidate.target IS NULL;
        shape := sch_chameleon.fn_replay_shape(candidate.target, candidate.key_columns, candidate.image_columns);
        IF shape.exposed THEN
            is_repeatable := false;
            RETURN;
        END IF;
        IF shape.set_based AND candidate.events >= enough_events THEN
            ids := ids || candidate.id;
            built := sch_chameleon.fn_replay_set_query(
                candidate.its_events, candidate.target, candidate.key_columns, candidate.image_columns, shape.types,
                shape.stored_types, shape.unique_keys);
            statements := statements || built.statement;
            reinserting_statements := reinserting_statements || built.reinserting_statement;
        END IF;
    END LOOP;

    FOR number IN 1 .. cardinality(ids) LOOP
        BEGIN
            EXECUTE statements[number] INTO verdict;
            IF verdict = 'unexpected' THEN
                RAISE EXCEPTION 'the rows are not those of the log';
            ELSIF verdict = 'reinserted' THEN
                EXECUTE reinserting_statements[number];
            END IF;
            IF verdict <> 'refused' THEN
                at_once := at_once || ids[number];
            END IF;
        EXCEPTION WHEN OTHERS THEN
            -- What is undone here is replayed one by one, and whatever is wrong turns up there again. So does a shortage
            -- (53), unless only all of the events at once need so much, such as temporary files.
            IF sch_chameleon.fn_replay_is_passing(SQLSTATE) AND SQLSTATE NOT LIKE '53%' THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END;
$body$;
