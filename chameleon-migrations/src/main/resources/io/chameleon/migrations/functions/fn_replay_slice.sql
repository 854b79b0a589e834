-- Replays the first max_events events of a batch that are still in the log, as if in ascending order of their ids, takes
-- them off the log and keeps the books. Called by fn_replay_mysql only.
--
--   after_id, until_id  the batch's events in the log lie behind the one and not behind the other; after_id returns the last
--                    event that is done
--   more             whether events of the batch are left
--   stopped          whether exit_on_error ended the slice: the failing event is the first that is left
--   table_errors     one message for each table that failed; NULL without any
CREATE OR REPLACE FUNCTION fn_replay_slice(
    source bigint,
    batch bigint,
    INOUT after_id bigint,
    INOUT until_id bigint,
    max_events integer,
    exit_on_error boolean,
    OUT more boolean,
    OUT stopped boolean,
    OUT table_errors varchar[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    -- What is sorted at a time stays small, whatever the slice.
    part_size CONSTANT bigint := 10000;
    start CONSTANT bigint := after_id;
    end_id bigint := until_id;
    part record;
    done record;
    handled bigint := 0;
    replayed bigint := 0;
    ddl bigint := 0;
    skipped bigint := 0;
    last_time bigint;
    failed_tables bigint[] := '{}';
    dropped bigint;
BEGIN
    stopped := false;
    WHILE handled < max_events AND NOT stopped LOOP
        part := sch_chameleon.fn_replay_part(
            source, batch, after_id, end_id, least(max_events - handled, part_size));
        IF part.event_count = 0 THEN
            after_id := end_id;
            EXIT;
        END IF;
        done := sch_chameleon.fn_replay_events(
            source, batch, part.is_ddl, part.events, part.tables, exit_on_error, replayed + ddl > 0);
        IF done.too_early_id IS NOT NULL THEN
            -- What was done before is committed first.
            end_id := done.too_early_id - 1;
            CONTINUE;
        END IF;
        replayed := replayed + done.replayed;
        ddl := ddl + done.ddl;
        skipped := skipped + done.skipped;
        failed_tables := pg_catalog.array_cat(failed_tables, done.failed_tables);
        table_errors := pg_catalog.array_cat(table_errors, done.table_errors);
        IF done.failed_id IS NOT NULL THEN
            stopped := true;
            part := sch_chameleon.fn_replay_part(source, batch, after_id, done.failed_id - 1, part_size);
        END IF;
        handled := handled + part.event_count;
        skipped := skipped + part.skipped;
        IF part.event_count > 0 THEN
            after_id := part.last_id;
            last_time := part.last_time;
        END IF;
    END LOOP;

    DELETE FROM sch_chameleon.t_log_replica l
    WHERE l.i_id_event > start AND l.i_id_event <= after_id AND l.i_id_batch + 0 = batch;

    -- A table that has failed gets nothing more of the batch.
    IF pg_catalog.cardinality(failed_tables) > 0 THEN
        DELETE FROM sch_chameleon.t_log_replica l USING sch_chameleon.t_replica_tables t
        WHERE l.i_id_batch = batch AND t.i_id_table = ANY (failed_tables)
          AND l.v_schema_name::text = t.v_schema_name::text
          AND l.v_table_name::text = t.v_table_name::text;
        GET DIAGNOSTICS dropped = ROW_COUNT;
        skipped := skipped + dropped;
        SELECT coalesce(pg_catalog.max(l.i_id_event + 0), after_id) INTO until_id
        FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = batch;
    END IF;

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

    more := after_id < until_id;
END;
$body$;
