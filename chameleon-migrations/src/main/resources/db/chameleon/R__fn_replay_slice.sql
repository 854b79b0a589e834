-- Replays the first max_events events of a batch that are still in the log, in ascending order of their ids, takes
-- them off the log and keeps the books. Called by fn_replay_mysql only.
--
--   queue            what fn_replay_queue returns
--   more             whether events of the batch may be left
--   stopped          whether exit_on_error ended the slice: the failing event is the first that is left
--   table_errors     one message for each table that failed; NULL without any
CREATE OR REPLACE FUNCTION fn_replay_slice(
    source bigint,
    batch bigint,
    queue bigint[],
    max_events integer,
    exit_on_error boolean,
    OUT more boolean,
    OUT stopped boolean,
    OUT table_errors varchar[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    -- The queue is searched in windows of ids, so that neither what was replayed before nor what waits behind the
    -- slice, nor the backlog of other sources, is read again by every call.
    window_size CONSTANT bigint := greatest(max_events, 10000);
    window_start bigint := 1;
    first_id bigint;
    last_id bigint;
    last_time bigint;
    event record;
    built record;
    handled bigint := 0;
    replayed bigint := 0;
    ddl bigint := 0;
    skipped bigint := 0;
    removed bigint;
    failed_tables bigint[] := '{}';
    has_deferred_constraints CONSTANT boolean :=
        EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.condeferred);
BEGIN
    more := false;
    stopped := false;

    <<windows>>
    WHILE window_start <= pg_catalog.cardinality(queue) LOOP
        FOR event IN
            SELECT l.i_id_event, l.v_schema_name, l.v_table_name, l.enm_binlog_event::text AS kind, l.t_binlog_name,
                   l.i_binlog_position, l.jsb_event_after, l.jsb_event_before, l.t_query, l.i_my_event_time,
                   t.i_id_table, t.v_table_pkey
            FROM sch_chameleon.t_log_replica l
            LEFT JOIN sch_chameleon.t_replica_tables t
                ON t.i_id_source = source AND t.v_schema_name = l.v_schema_name AND t.v_table_name = l.v_table_name
                AND t.b_replica_enabled
            WHERE l.i_id_event >= queue[window_start]
              AND l.i_id_event <= queue[least(window_start + window_size - 1, pg_catalog.cardinality(queue))]
              -- The sum keeps the planner from the index on i_id_batch, which would read the whole rest of the batch.
              AND l.i_id_batch + 0 = batch
            ORDER BY l.i_id_event
            LIMIT max_events - handled + 1
        LOOP
            -- A table with unchecked deferred constraints can't be altered: the commit after the slice checks them.
            IF handled = max_events OR (event.kind = 'ddl' AND replayed > 0 AND has_deferred_constraints) THEN
                more := true;
                EXIT windows;
            END IF;

            IF event.i_id_table IS NULL THEN
                skipped := skipped + 1;
            ELSIF event.i_id_table <> ALL (failed_tables) THEN
                built := sch_chameleon.fn_replay_statement(
                    event.kind, event.v_schema_name, event.v_table_name, event.v_table_pkey, event.jsb_event_after,
                    event.jsb_event_before, event.t_query);
                BEGIN
                    IF built.problem IS NOT NULL THEN
                        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = built.problem;
                    END IF;
                    EXECUTE built.statement;
                    IF event.kind = 'ddl' THEN
                        ddl := ddl + 1;
                    ELSE
                        replayed := replayed + 1;
                    END IF;
                EXCEPTION WHEN OTHERS THEN
                    -- Connection, rollback, resources, prerequisite state, operator, system: not the table's fault.
                    IF pg_catalog.left(SQLSTATE, 2) IN ('08', '40', '53', '55', '57', '58') THEN
                        RAISE;
                    END IF;
                    RAISE NOTICE 'The replay of %.% failed: % - %',
                        event.v_schema_name, event.v_table_name, SQLSTATE, SQLERRM;
                    table_errors := table_errors || pg_catalog.format('%I.%I SQLSTATE: %s - ERROR MESSAGE: %s',
                        event.v_schema_name, event.v_table_name, SQLSTATE, SQLERRM)::varchar;
                    INSERT INTO sch_chameleon.t_error_log (
                        i_id_batch, i_id_source, v_schema_name, v_table_name, t_table_pkey, t_binlog_name,
                        i_binlog_position, ts_error, t_sql, t_error_message)
                    VALUES (
                        batch, source, event.v_schema_name, event.v_table_name, coalesce(built.predicate, 'N/A'),
                        coalesce(event.t_binlog_name, 'N/A'), coalesce(event.i_binlog_position, 0),
                        pg_catalog.clock_timestamp(), pg_catalog.quote_literal(built.statement),
                        SQLSTATE || ' - ' || SQLERRM);
                    IF exit_on_error THEN
                        stopped := true;
                        EXIT windows;
                    END IF;

                    failed_tables := failed_tables || event.i_id_table;
                    UPDATE sch_chameleon.t_replica_tables t SET b_replica_enabled = false
                    WHERE t.i_id_table = event.i_id_table;
                    DELETE FROM sch_chameleon.t_log_replica l
                    WHERE l.i_id_batch = batch AND l.i_id_event > event.i_id_event
                      AND l.v_schema_name = event.v_schema_name AND l.v_table_name = event.v_table_name;
                    GET DIAGNOSTICS removed = ROW_COUNT;
                    skipped := skipped + removed;
                END;
            END IF;

            handled := handled + 1;
            first_id := coalesce(first_id, event.i_id_event);
            last_id := event.i_id_event;
            last_time := event.i_my_event_time;
        END LOOP;
        window_start := window_start + window_size;
    END LOOP;

    DELETE FROM sch_chameleon.t_log_replica l
    WHERE l.i_id_event >= first_id AND l.i_id_event <= last_id AND l.i_id_batch + 0 = batch;

    UPDATE sch_chameleon.t_replica_batch b
    SET i_replayed = CASE WHEN replayed + ddl > 0 THEN coalesce(b.i_replayed, 0) + replayed ELSE b.i_replayed END,
        i_ddl = CASE WHEN replayed + ddl > 0 THEN coalesce(b.i_ddl, 0) + ddl ELSE b.i_ddl END,
        i_skipped = coalesce(b.i_skipped, 0) + skipped,
        ts_replayed = CASE WHEN handled > 0 THEN pg_catalog.clock_timestamp() ELSE b.ts_replayed END
    WHERE b.i_id_batch = batch;

    IF last_time IS NOT NULL THEN
        UPDATE sch_chameleon.t_last_replayed r SET ts_last_replayed = pg_catalog.to_timestamp(last_time)
        WHERE r.i_id_source = source;
    END IF;

    -- What seemed to be left may have been the events of a table that failed.
    IF more AND pg_catalog.cardinality(failed_tables) > 0 THEN
        more := EXISTS (SELECT FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = batch);
    END IF;
END;
$body$;
