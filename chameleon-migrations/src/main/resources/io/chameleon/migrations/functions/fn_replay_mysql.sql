-- Replays at most so many events ($1) of one batch of a source ($2) and tells pg_chameleon how it went; with $3 the
-- first failing statement ends the call instead of the replication of its table.
--
-- What can go wrong and what then holds:
--   a statement fails          its table is disabled and logged, the others go on; with $3 everything before the
--                              statement is kept and the next call begins with it
--   a passing trouble          (lock timeout, deadlock, disk full, shutdown) is raised; nothing of the call is kept
--   another call is at work    for the same source: there is nothing to do
--
-- The body names sch_chameleon because it runs there, wherever it is created. It declares no variable of a
-- catalogue's type: while an upgrade builds the new catalogue, sch_chameleon is still the old one.
CREATE OR REPLACE FUNCTION fn_replay_mysql(integer, integer, boolean)
RETURNS ty_replay_status
LANGUAGE plpgsql
AS $body$
DECLARE
    max_events ALIAS FOR $1;
    source ALIAS FOR $2;
    exit_on_error ALIAS FOR $3;
    -- The class of our advisory locks, "PGCH" in ASCII; the object is the source.
    lock_class CONSTANT integer := 1346847560;
    mark_name CONSTANT text := pg_catalog.format('chameleon.source_%s', source);
    mark text[];
    candidate record;
    logged record;
    after_id bigint;
    until_id bigint;
    checked_at_once text[] := '{}';
    broken_constraint text;
    its_schema text;
    slice record;
BEGIN
    IF max_events IS NULL OR max_events < 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
            MESSAGE = pg_catalog.format('the number of events must be at least 1, not %s', coalesce(max_events::text, 'NULL'));
    END IF;
    IF source IS NULL OR NOT pg_catalog.pg_try_advisory_xact_lock(lock_class, source) THEN
        RETURN ROW(false, false, NULL::varchar[]);
    END IF;
    -- Compiling the queries would take longer than running them. PostgreSQL 10 has no such setting.
    IF pg_catalog.current_setting('jit', true) = 'on' THEN
        PERFORM pg_catalog.set_config('jit', 'off', true);
    END IF;

    SELECT b.i_id_batch, b.i_skipped IS NULL AS untouched, b.ts_replayed::text AS touched INTO candidate
    FROM sch_chameleon.t_replica_batch b
    JOIN sch_chameleon.t_batch_events e ON e.i_id_batch = b.i_id_batch
    WHERE b.i_id_source = source AND b.b_started AND b.b_processed AND NOT b.b_replayed
    ORDER BY b.ts_created
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN ROW(false, false, NULL::varchar[]);
    END IF;

    -- Where the last call of this session has ended, when nobody has touched the batch since. Looking for it instead
    -- would mean to go over all that was replayed before.
    mark := pg_catalog.string_to_array(pg_catalog.current_setting(mark_name, true), '|');
    IF mark[1] = candidate.i_id_batch::text AND mark[2] = candidate.touched THEN
        after_id := mark[3]::bigint;
        until_id := mark[4]::bigint;
    ELSE
        -- The sums keep the planner from reading the log in the order of the ids until it meets the batch.
        SELECT pg_catalog.min(l.i_id_event + 0) AS first_id, pg_catalog.max(l.i_id_event + 0) AS last_id INTO logged
        FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = candidate.i_id_batch;
        -- The first listed event is there until a first slice is done, and after each call of the original function.
        IF candidate.untouched OR EXISTS (
            SELECT FROM sch_chameleon.t_batch_events e
            JOIN sch_chameleon.t_log_replica l ON l.i_id_event = e.i_id_event[1] AND l.i_id_batch + 0 = e.i_id_batch
            WHERE e.i_id_batch = candidate.i_id_batch)
        THEN
            logged := sch_chameleon.fn_replay_queue(candidate.i_id_batch, logged.first_id, logged.last_id);
        END IF;
        after_id := coalesce(logged.first_id - 1, 0);
        until_id := coalesce(logged.last_id, 0);
    END IF;

    LOOP
        BEGIN
            IF pg_catalog.cardinality(checked_at_once) > 0 THEN
                EXECUTE 'SET CONSTRAINTS ' || pg_catalog.array_to_string(checked_at_once, ', ') || ' IMMEDIATE';
            END IF;
            slice := sch_chameleon.fn_replay_slice(
                source, candidate.i_id_batch, after_id, until_id, max_events, exit_on_error);
            IF EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.condeferred) THEN
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            EXIT;
        EXCEPTION WHEN OTHERS THEN
            -- A deferred constraint doesn't hold at the end of the slice, and at the commit nobody could tell whose fault
            -- it was. The slice was undone, and is tried again.
            GET STACKED DIAGNOSTICS broken_constraint = CONSTRAINT_NAME, its_schema = SCHEMA_NAME;
            checked_at_once := sch_chameleon.fn_replay_checked_at_once(checked_at_once, its_schema, broken_constraint);
            IF checked_at_once IS NULL OR sch_chameleon.fn_replay_is_passing(SQLSTATE) THEN
                RAISE;
            END IF;
        END;
    END LOOP;
    PERFORM pg_catalog.set_config(mark_name, pg_catalog.concat_ws('|', b.i_id_batch, b.ts_replayed, slice.after_id, slice.until_id), false)
    FROM sch_chameleon.t_replica_batch b WHERE b.i_id_batch = candidate.i_id_batch;

    IF slice.stopped THEN
        RETURN ROW(false, true, slice.table_errors);
    END IF;
    IF slice.more THEN
        RETURN ROW(true, false, slice.table_errors);
    END IF;

    -- Nothing is left: what the log held of the batch was between the two ids, and nobody writes to a batch that is processed.
    UPDATE sch_chameleon.t_replica_batch b SET b_replayed = true, ts_replayed = pg_catalog.clock_timestamp()
    WHERE b.i_id_batch = candidate.i_id_batch;
    DELETE FROM sch_chameleon.t_batch_events e WHERE e.i_id_batch = candidate.i_id_batch;
    RETURN ROW(
        EXISTS (
            SELECT FROM sch_chameleon.t_replica_batch b
            JOIN sch_chameleon.t_batch_events e ON e.i_id_batch = b.i_id_batch
            WHERE b.i_id_source = source AND b.b_started AND b.b_processed AND NOT b.b_replayed),
        false,
        slice.table_errors);
END;
$body$;
