-- Replays the events of a part of a batch: table by table where that can't be told from the order of the log, else one by
-- one. Its results are those of fn_replay_rows.
--
--   tables           as fn_replay_part returns them
CREATE OR REPLACE FUNCTION fn_replay_events(
    source bigint,
    batch bigint,
    first_id bigint,
    last_id bigint,
    tables jsonb,
    exit_on_error boolean,
    OUT replayed bigint,
    OUT ddl bigint,
    OUT skipped bigint,
    OUT failed_tables bigint[],
    OUT failed_id bigint,
    OUT table_errors varchar[]
)
LANGUAGE plpgsql
AS $body$
DECLARE
    events CONSTANT text := pg_catalog.format(
        'SELECT l.v_schema_name AS schema_name, l.v_table_name AS table_name, l.i_id_event AS place,
                l.enm_binlog_event AS kind, l.jsb_event_after AS image, l.jsb_event_before AS old_image
         FROM sch_chameleon.t_log_replica l
         WHERE l.i_id_event >= %s AND l.i_id_event <= %s AND l.i_id_batch + 0 = %s',
        first_id, last_id, batch);
    at_once bigint[] := '{}';
    one_by_one record;
BEGIN
    BEGIN
        IF tables IS NOT NULL THEN
            at_once := sch_chameleon.fn_replay_sets(events, tables);
        END IF;
        one_by_one := sch_chameleon.fn_replay_rows(source, batch, first_id, last_id, at_once, exit_on_error);
        IF one_by_one.failed_id IS NOT NULL AND pg_catalog.cardinality(at_once) > 0 THEN
            RAISE SQLSTATE 'PGC01';
        END IF;
    EXCEPTION WHEN SQLSTATE 'PGC01' THEN
        -- Nothing behind the event that failed may have been applied.
        at_once := '{}';
        one_by_one := sch_chameleon.fn_replay_rows(source, batch, first_id, last_id, at_once, exit_on_error);
    END;
    replayed := one_by_one.replayed + (
        SELECT coalesce(pg_catalog.sum((t.t ->> 'events')::bigint), 0)
        FROM pg_catalog.jsonb_array_elements(tables) AS t(t) WHERE (t.t ->> 'id')::bigint = ANY (at_once));
    ddl := one_by_one.ddl;
    skipped := one_by_one.skipped;
    failed_tables := one_by_one.failed_tables;
    failed_id := one_by_one.failed_id;
    table_errors := one_by_one.table_errors;
END;
$body$;
