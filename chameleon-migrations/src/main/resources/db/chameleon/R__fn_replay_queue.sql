-- The queue of a batch: the ids of its events in the order of replay.
--
-- pg_chameleon lists the ids in the order of the events' clock, which may differ from that of the ids, and a list may
-- name an event twice. The list is put in order before the first event is replayed, and log rows that it doesn't name
-- are removed: from then on the rows of the batch in the log are exactly what is still to be replayed, and the list
-- need never be written again.
CREATE OR REPLACE FUNCTION fn_replay_queue(batch bigint)
RETURNS bigint[]
LANGUAGE plpgsql
AS $body$
DECLARE
    listed bigint[];
    ordered bigint[];
    unlisted bigint[];
BEGIN
    SELECT e.i_id_event INTO listed FROM sch_chameleon.t_batch_events e WHERE e.i_id_batch = batch;
    ordered := ARRAY(
        SELECT DISTINCT u.id FROM pg_catalog.unnest(listed) AS u(id) WHERE u.id IS NOT NULL ORDER BY u.id);
    IF ordered IS DISTINCT FROM listed THEN
        UPDATE sch_chameleon.t_batch_events e SET i_id_event = ordered WHERE e.i_id_batch = batch;
    END IF;

    unlisted := ARRAY(
        SELECT l.i_id_event FROM sch_chameleon.t_log_replica l WHERE l.i_id_batch = batch
        EXCEPT
        SELECT u.id FROM pg_catalog.unnest(ordered) AS u(id));
    IF pg_catalog.cardinality(unlisted) > 0 THEN
        DELETE FROM sch_chameleon.t_log_replica l WHERE l.i_id_event = ANY (unlisted) AND l.i_id_batch = batch;
    END IF;
    RETURN ordered;
END;
$body$;
