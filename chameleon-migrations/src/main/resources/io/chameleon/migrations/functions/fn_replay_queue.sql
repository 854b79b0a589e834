-- Puts the queue of a batch in order before its first event is replayed.
--
-- pg_chameleon lists the ids of a batch's events in the order of the events' clock, which may differ from that of the
-- ids, and a list may name an event twice. The list is sorted, and log rows that it doesn't name are removed: from then
-- on the rows of the batch in the log are exactly what is still to be replayed, and the list need never be read or
-- written again.
--
--   first_id, last_id  the ends of the batch's rows in the log, before and after
CREATE OR REPLACE FUNCTION fn_replay_queue(batch bigint, INOUT first_id bigint, INOUT last_id bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
    listed bigint[];
    ordered bigint[];
BEGIN
    SELECT e.i_id_event INTO listed FROM sch_chameleon.t_batch_events e WHERE e.i_id_batch = batch;
    -- A list without a gap names every row between its ends: mostly there is nothing to do.
    IF listed[1] <= first_id AND listed[cardinality(listed)] >= last_id
        AND listed[cardinality(listed)] - listed[1] + 1 = cardinality(listed)
        AND listed = ARRAY(SELECT generate_series(listed[1], listed[cardinality(listed)]))
    THEN
        RETURN;
    END IF;

    ordered := ARRAY(
        SELECT DISTINCT u.id FROM unnest(listed) AS u(id) WHERE u.id IS NOT NULL ORDER BY u.id);
    IF ordered IS DISTINCT FROM listed THEN
        UPDATE sch_chameleon.t_batch_events e SET i_id_event = ordered WHERE e.i_id_batch = batch;
    END IF;
    DELETE FROM sch_chameleon.t_log_replica l
    WHERE l.i_id_batch = batch
      AND NOT EXISTS (SELECT FROM unnest(ordered) AS u(id) WHERE u.id = l.i_id_event);
    SELECT min(l.i_id_event + 0), max(l.i_id_event + 0) INTO first_id, last_id
    FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = batch;
END;
$body$;
