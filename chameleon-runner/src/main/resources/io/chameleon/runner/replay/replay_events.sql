-- Applies a part of a batch, or tells which of its events can't be applied; then the slice has to be undone.
--
--   is_ddl, events, tables
--                    as fn_replay_part returns them
--   at_once          the tables (i_id_table) whose events were not applied one by one
--   failure          the event that failed, as fn_replay_rows tells it; NULL normally
--
-- It belongs to the catalogue's owner and runs as such, as SECURITY DEFINER: the triggers of destination tables, which
-- may belong to anybody, can't take back the role of a session that is a superuser's.
CREATE FUNCTION replay_events(is_ddl boolean, events text, tables jsonb, OUT at_once bigint[], OUT failure jsonb)
LANGUAGE plpgsql SECURITY DEFINER
-- Each statement that names a table of more than 63 bytes comes with a notice that its name was cut. The driver would keep
-- them all.
SET client_min_messages = warning
AS $body$
DECLARE
    checked_at_once text[] := '{}';
    broken_constraint text;
    its_schema text;
BEGIN
    -- Compiling the queries would take longer than running them. PostgreSQL 10 has no such setting.
    IF pg_catalog.current_setting('jit', true) = 'on' THEN
        PERFORM pg_catalog.set_config('jit', 'off', true);
    END IF;
    at_once := '{}';
    IF tables IS NULL THEN
        RETURN;
    END IF;

    -- A deferred constraint that doesn't hold at the end can't tell which event broke it. Checked at once, it can.
    LOOP
        BEGIN
            IF pg_catalog.cardinality(checked_at_once) > 0 THEN
                EXECUTE 'SET CONSTRAINTS ' || pg_catalog.array_to_string(checked_at_once, ', ') || ' IMMEDIATE';
            END IF;
            at_once := '{}';
            IF NOT is_ddl THEN
                at_once := (pg_temp.fn_replay_sets(events, tables)).at_once;
            END IF;
            failure := (pg_temp.fn_replay_rows(events, tables, at_once, true, 'undo', false)).failures[1];
            IF failure IS NULL THEN
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            RETURN;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS broken_constraint = CONSTRAINT_NAME, its_schema = SCHEMA_NAME;
            checked_at_once := pg_temp.fn_replay_checked_at_once(checked_at_once, its_schema, broken_constraint);
            IF checked_at_once IS NULL OR pg_temp.fn_replay_is_passing(SQLSTATE) THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END;
$body$;
