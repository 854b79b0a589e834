-- Applies events of a part of the log one by one in their order: those of the tables that fn_replay_sets hasn't done.
--
-- The only place where that is done: fn_replay_events uses it, and so does the replay of what a 1.7 catalogue still holds,
-- from pg_temp. Therefore it refers to no table of the catalogue.
--
--   events, tables   as for fn_replay_sets, with the columns query, binlog_name and binlog_position, and DDL events too
--   tables_done      the tables to leave out
--   is_repeatable    whether an attempt may be undone and made again, as fn_replay_sets tells it
--   on_failure       what an event that can't be applied means: skip, the end of its table; stop, the end; undo, that
--                    nothing is applied. A passing trouble, which isn't the table's fault, is raised, but for undo
--   is_continued     whether the transaction has applied events before
--   replayed, ddl    how many were applied
--   skipped          how many were not, because their table has failed
--   too_early_id     the event that can be applied only when those before it are committed; nothing from it on was
--   failures         what couldn't be applied, one event of each table: {"place", "id", "schema_name",
--                    "table_name", "predicate", "statement", "binlog_name", "binlog_position", "state", "message",
--                    "is_passing"}; NULL without any
CREATE OR REPLACE FUNCTION fn_replay_rows(
    events text,
    tables jsonb,
    tables_done bigint[],
    is_repeatable boolean,
    on_failure text,
    is_continued boolean,
    OUT replayed bigint,
    OUT ddl bigint,
    OUT skipped bigint,
    OUT too_early_id bigint,
    OUT failures jsonb[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    sorting CONSTANT text := pg_catalog.current_setting('enable_sort');
    query text;
    registered jsonb;
    event record;
    is_applying boolean := false;
    failed_tables bigint[] := '{}';
BEGIN
    replayed := 0;
    ddl := 0;
    skipped := 0;
    SELECT q.query, q.registered INTO query, registered
    FROM sch_chameleon.fn_replay_rows_query(events, tables, tables_done) AS q;
    IF query IS NULL THEN
        RETURN;
    END IF;

    -- The planner expects a handful of rows and would sort them all, images included. The setting is put back as soon as it
    -- has planned.
    PERFORM pg_catalog.set_config('enable_sort', 'off', true);

    -- Mostly all of them can be applied, and to be able to undo each of them alone takes its time.
    IF is_repeatable OR on_failure = 'undo' THEN
        BEGIN
            FOR event IN EXECUTE query USING registered LOOP
                IF replayed + ddl = 0 THEN
                    PERFORM pg_catalog.set_config('enable_sort', sorting, true);
                END IF;
                is_applying := true;
                IF event.built[2] IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = event.built[2];
                END IF;
                EXECUTE coalesce(event.statement, event.built[1]);
                is_applying := false;
                IF event.kind = 'ddl' THEN
                    ddl := ddl + 1;
                ELSE
                    replayed := replayed + 1;
                END IF;
            END LOOP;
            RETURN;
        EXCEPTION WHEN OTHERS THEN
            IF on_failure = 'undo' AND is_applying THEN
                failures := ARRAY[sch_chameleon.fn_replay_failure(
                    event.place, event.id, event.schema_name, event.table_name, event.kind, event.key_columns,
                    event.image, event.old_image, event.query, event.binlog_name, event.binlog_position, SQLSTATE, SQLERRM)];
                PERFORM pg_catalog.set_config('enable_sort', sorting, true);
                RETURN;
            -- Where the query has failed it was nobody's event.
            ELSIF on_failure = 'undo' OR sch_chameleon.fn_replay_is_passing(SQLSTATE) THEN
                RAISE;
            END IF;
            replayed := 0;
            ddl := 0;
        END;
    END IF;

    FOR event IN EXECUTE query USING registered LOOP
        IF replayed + ddl = 0 THEN
            PERFORM pg_catalog.set_config('enable_sort', sorting, true);
        END IF;
        IF event.id = ANY (failed_tables) THEN
            skipped := skipped + 1;
            CONTINUE;
        END IF;
        BEGIN
            IF event.built[2] IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = event.built[2];
            END IF;
            EXECUTE coalesce(event.statement, event.built[1]);
            IF event.kind = 'ddl' THEN
                ddl := ddl + 1;
            ELSE
                replayed := replayed + 1;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            -- A value that was added to an enumeration can't be used before it is committed, nor can a table be altered
            -- while deferred constraints of its rows aren't checked.
            IF SQLSTATE IN ('55P04', '55006') AND (is_continued OR replayed + ddl > 0) THEN
                too_early_id := event.place;
                EXIT;
            ELSIF sch_chameleon.fn_replay_is_passing(SQLSTATE) THEN
                RAISE;
            END IF;
            RAISE NOTICE 'The replay of %.% failed: % - %', event.schema_name, event.table_name, SQLSTATE, SQLERRM;
            failures := pg_catalog.array_append(failures, sch_chameleon.fn_replay_failure(
                event.place, event.id, event.schema_name, event.table_name, event.kind, event.key_columns,
                event.image, event.old_image, event.query, event.binlog_name, event.binlog_position, SQLSTATE, SQLERRM));
            EXIT WHEN on_failure = 'stop';
            failed_tables := pg_catalog.array_append(failed_tables, event.id);
        END;
    END LOOP;
END;
$body$;
